package io.instagramoperator.operator.status;

import io.instagramoperator.crds.webhook.WebhookStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a newer {@code webhook.checkedAt} is worth a write. Receivers and gateways ask Meta every five minutes; that all is as it was is no news, and of a
 * thousand accounts it would be three writes a second.
 *
 * @param <S>     a status with {@code webhook}
 * @param webhook reads it
 * @param with    replaces it
 */
public record CheckPace<S>(
        Function<S, @Nullable WebhookStatus> webhook, BiFunction<S, @Nullable WebhookStatus, S> with) {

    /** So that the time does not look forgotten. */
    private static final Duration AT_LEAST_EVERY = Duration.ofDays(1);

    /**
     * The current status; with the last time of a check, if a newer one is all that has changed, and nobody waits for it: it is the first since the
     * configuration changed, as it does with annotation {@code refresh}, or the last one is old.
     *
     * @param last          the status that was written last, null before the first
     * @param configWritten when the configuration was written last
     */
    public S settle(@Nullable S last, S current, Instant configWritten, Instant now) {
        return Optional.ofNullable(last)
                .filter(status -> !due(webhook.apply(status), configWritten, now))
                .filter(status -> withTimeOf(status, current).equals(status))
                .orElse(current);
    }

    /** The current status with the time of the last one, if that has only moved. */
    public S withTimeOf(S last, S current) {
        return with.apply(current, withTimeOf(webhook.apply(last), webhook.apply(current)));
    }

    private static @Nullable WebhookStatus withTimeOf(@Nullable WebhookStatus last, @Nullable WebhookStatus current) {
        if (last == null || current == null || last.checkedAt() == null) {
            return current;
        }
        return new WebhookStatus(current.registered(), current.fields(), last.checkedAt());
    }

    private static boolean due(@Nullable WebhookStatus last, Instant configWritten, Instant now) {
        return last == null
                || last.checkedAt() == null
                || last.checkedAt().isBefore(configWritten)
                || last.checkedAt().isBefore(now.minus(AT_LEAST_EVERY));
    }
}
