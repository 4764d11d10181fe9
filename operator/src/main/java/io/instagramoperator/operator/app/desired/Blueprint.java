package io.instagramoperator.operator.app.desired;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.exposure.Callback;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.settings.GatewaySettings;
import io.instagramoperator.operator.settings.ReceiverSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that the objects of one gateway are made from.
 *
 * @param app      the app that it serves
 * @param accounts those that refer to the app, or were served through it until lately
 * @param settings how gateways are run
 * @param network  who may connect to what, as of receivers
 */
public record Blueprint(
        MetaApp app, List<InstagramAccount> accounts, GatewaySettings settings, ReceiverSettings network) {

    /** The same, with the app as it is now. */
    public Blueprint withApp(MetaApp newApp) {
        return new Blueprint(newApp, accounts, settings, network);
    }

    /** Name of all the gateway's objects. */
    public String name() {
        return Identity.GATEWAY.name(app);
    }

    /** The URL at which Meta reaches the gateway. */
    public String callbackUrl() {
        return Callback.url(app, app.getSpec().webhook(), name());
    }

    /** The accounts whose entries are passed on, each Instagram id once, in the order of the ids. */
    public List<InstagramAccount> routed() {
        return Sharing.routed(accounts.stream());
    }

    /** The names of the accounts that keep the app from going. */
    public List<String> holders() {
        return accounts.stream()
                .filter(account -> refers(account) || isMine(Sharing.inUse(account)))
                .map(account -> account.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Whether the account wants to be served through the app. */
    public boolean refers(InstagramAccount account) {
        return isMine(Sharing.wanted(account));
    }

    private boolean isMine(Optional<String> name) {
        return name.filter(app.getMetadata().getName()::equals).isPresent();
    }

    /** How many accounts want to be served through the app. */
    public int referring() {
        return Math.toIntExact(accounts.stream().filter(this::refers).count());
    }

    /** Whether the gateway is to be told to leave Meta: the app is deleted, and nobody needs it any more. */
    public boolean leaving() {
        return app.isMarkedForDeletion() && holders().isEmpty();
    }

    /** All webhook fields that are wanted, sorted: Meta is asked for one set for all accounts. */
    List<String> fields() {
        return Stream.concat(
                        Stream.of(app.getSpec().webhook()),
                        routed().stream().map(account -> account.getSpec().webhook()))
                .flatMap(webhook -> webhook.fields().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
