package io.instagramoperator.operator.account.desired;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.settings.ReceiverSettings;
import java.util.List;

/**
 * All that the objects of one receiver are made from.
 *
 * @param account       the account that it serves
 * @param subscriptions those that it delivers to, in the order of the configuration
 * @param settings      how receivers are run
 */
public record Blueprint(InstagramAccount account, List<EventSubscription> subscriptions, ReceiverSettings settings) {

    /** The same, with the account as it is now. */
    public Blueprint withAccount(InstagramAccount newAccount) {
        return new Blueprint(newAccount, subscriptions, settings);
    }
}
