package io.instagramoperator.operator.account.desired;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.metaapp.AppOutage;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.settings.ReceiverSettings;
import java.util.List;
import java.util.Optional;

/**
 * All that the objects of one receiver are made from.
 *
 * @param account       the account that it serves
 * @param subscriptions those that it delivers to, in the order of the configuration
 * @param settings      how receivers are run
 * @param presence      whether it serves
 * @param outage        the last one of the MetaApp that the account refers to, if it refers to one
 */
public record Blueprint(
        InstagramAccount account,
        List<EventSubscription> subscriptions,
        ReceiverSettings settings,
        Presence presence,
        Optional<AppOutage> outage) {

    /** Of a receiver that serves. */
    public Blueprint(InstagramAccount account, List<EventSubscription> subscriptions, ReceiverSettings settings) {
        this(account, subscriptions, settings, Presence.SERVING, Optional.empty());
    }

    /** The Meta apps that the receiver works with: as recorded, which is not at once as in the spec. */
    public AppRecord apps() {
        return AppRecord.of(account);
    }

    /** The same, with the account as it is now. */
    public Blueprint withAccount(InstagramAccount newAccount) {
        return new Blueprint(newAccount, subscriptions, settings, presence, outage);
    }

    /** The same, with another outage of the MetaApp, or none. */
    public Blueprint withOutage(Optional<AppOutage> newOutage) {
        return new Blueprint(account, subscriptions, settings, presence, newOutage);
    }

    /** The same, with another presence. */
    public Blueprint withPresence(Presence newPresence) {
        return new Blueprint(account, subscriptions, settings, newPresence, outage);
    }
}
