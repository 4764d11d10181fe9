package io.instagramoperator.simulator.webhook;

import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.AppSubscription;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Misbehaviour;
import io.instagramoperator.simulator.state.Subscriptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which apps hear of an update: all that its account is subscribed to, if they have a webhook for it. Each gets it by
 * itself, as at Meta.
 */
@Singleton
class Audience {

    private static final String LOST = "webhooks are lost (misbehaviour webhooksLost); it is never sent";

    private final Directory directory;
    private final Subscriptions subscriptions;
    private final Misbehaviour misbehaviour;

    Audience(Directory directory, Subscriptions subscriptions, Misbehaviour misbehaviour) {
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.misbehaviour = misbehaviour;
    }

    /**
     * Who gets which updates.
     *
     * @param obstacles why others do not get them
     */
    record Split(Map<String, List<WebhookUpdate>> byApp, List<String> obstacles) {}

    Split of(List<WebhookUpdate> updates) {
        Map<String, List<WebhookUpdate>> byApp = new LinkedHashMap<>();
        List<String> obstacles = new ArrayList<>();
        for (WebhookUpdate update : updates) {
            for (Account account : directory.atItsApps(update.instagramId())) {
                obstacle(account, update).ifPresentOrElse(obstacles::add, () -> byApp.computeIfAbsent(
                                account.appId(), _ -> new ArrayList<>())
                        .add(update));
            }
        }
        return new Split(byApp, obstacles);
    }

    private Optional<String> obstacle(Account account, WebhookUpdate update) {
        if (misbehaviour.orders().webhooksLost()) {
            return Optional.of(LOST);
        }
        if (update.container() != Container.CHANGES && !account.messageAccess()) {
            return Optional.of("the owner of account " + account.instagramId()
                    + " switched message access off: PATCH /control/accounts/" + account.instagramId()
                    + " with messageAccess true");
        }
        Optional<AppSubscription> ofApp = subscriptions.ofApp(account.appId());
        if (ofApp.isEmpty()) {
            return Optional.of(appNotSubscribed(account.appId()));
        }
        if (subscriptions.ofAccount(account).isEmpty()) {
            return Optional.of("account " + account.instagramId() + " is not subscribed: POST /{version}/"
                    + account.pageId().orElse(account.instagramId()) + "/subscribed_apps");
        }
        // Meta: an account that is subscribed to any field has notifications for all fields of the app.
        return WebhookField.of(update.container(), update.item(), account.login())
                .filter(field -> !ofApp.get().fields().contains(field))
                .map(field -> "app " + account.appId() + " is not subscribed to the field " + field);
    }

    static String appNotSubscribed(String appId) {
        return "app " + appId + " has no webhook: POST /{version}/" + appId + "/subscriptions";
    }
}
