package io.instagramoperator.receiver.watch;

import io.instagramoperator.webhook.registration.Problem;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How the webhook stands at Meta.
 *
 * @param shared whether the app is shared: then whether it is registered is not ours to know
 * @param registered whether Meta sends the app's webhooks to us, with all fields; empty until this is known
 * @param callbackUrl our address; empty if there is none
 * @param fields what Meta has for the app, as far as the app's webhooks come to us
 * @param accountSubscribed whether the account's webhooks are switched on for the app; empty until this is known
 * @param checkedAt when Meta last answered all of this
 */
public record WebhookReport(
        boolean shared,
        Optional<Boolean> registered,
        Optional<String> callbackUrl,
        SortedSet<String> fields,
        Optional<Boolean> accountSubscribed,
        Optional<Problem> problem,
        Optional<Instant> checkedAt) {

    /** Before anything was checked. */
    public static final WebhookReport UNKNOWN = new WebhookReport(
            false,
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether Meta's webhooks for the account are on their way to us, as far as that is ours to know; empty until then. */
    public Optional<Boolean> subscribed() {
        return shared ? accountSubscribed : registered.flatMap(app -> accountSubscribed.map(account -> app && account));
    }

    /** The same with another problem, or without one. */
    WebhookReport with(Optional<Problem> other) {
        return new WebhookReport(shared, registered, callbackUrl, fields, accountSubscribed, other, checkedAt);
    }
}
