package io.instagramoperator.operator.app.status;

import static java.util.Comparator.comparing;

import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.app.OutageStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.app.report.GatewayReport;
import io.instagramoperator.operator.app.report.GatewayReport.Outage;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last outage of the callback. Each pod tells what it has seen itself since it was started; the status remembers what the pods before it have
 * seen. What overlaps is one outage, from the earliest beginning to the latest end.
 */
final class Outages {

    /** What was lost longer ago is not read back. */
    static final Duration KEPT = Duration.ofDays(7);

    /** What ends later than that is not to be believed yet: clocks differ. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private Outages() {}

    /**
     * A time in seconds, as the status has it, that leaves nothing out.
     *
     * @param to empty as long as it goes on
     */
    private record Span(Instant from, Optional<Instant> to) {

        static Span of(Instant from, Optional<Instant> to) {
            return new Span(from.truncatedTo(ChronoUnit.SECONDS), to.map(end -> end.plusNanos(999_999_999)
                    .truncatedTo(ChronoUnit.SECONDS)));
        }

        boolean reaches(Instant time) {
            return !from.isAfter(time) && to.filter(end -> end.isBefore(time)).isEmpty();
        }

        /** With one that begins within it. */
        Span with(Span later) {
            return new Span(from, to.flatMap(end -> later.to.map(other -> end.isAfter(other) ? end : other)));
        }
    }

    /** The outage to be shown. */
    static @Nullable OutageStatus of(Situation situation, Instant now) {
        Optional<MetaAppStatus> last = situation.lastStatus();
        List<Webhook> webhooks = situation.reports().stream()
                .map(GatewayReport::webhook)
                .filter(Objects::nonNull)
                .toList();
        return of(last.map(MetaAppStatus::outage), last.map(MetaAppStatus::webhook), webhooks, now)
                .orElse(null);
    }

    /**
     * Puts together what is known.
     *
     * @param last  the outage that was shown last
     * @param shown what was said of the webhook then
     */
    static Optional<OutageStatus> of(
            Optional<OutageStatus> last, Optional<WebhookStatus> shown, List<Webhook> webhooks, Instant now) {
        List<Outage> reported = webhooks.stream()
                .map(Webhook::outage)
                .filter(Objects::nonNull)
                .filter(outage -> isCredible(outage) && isOpenOrLately(end(outage), now))
                .toList();
        List<Span> spans = new ArrayList<>();
        last.map(outage -> remembered(outage, reported, webhooks))
                .filter(span -> isOpenOrLately(span.to(), now))
                .ifPresent(spans::add);
        reported.stream()
                .filter(outage -> outage.from() != null)
                .map(outage -> Span.of(Instant.parse(outage.from()), end(outage)))
                .forEach(spans::add);
        List<Span> begun = List.copyOf(spans);
        reported.stream()
                .filter(outage -> outage.from() == null)
                .flatMap(outage -> begun(outage, begun, shown).stream())
                .forEach(spans::add);
        return merged(spans).map(span -> new OutageStatus(span.from(), span.to().orElse(null)));
    }

    /** The one that was shown; if it went on, it ends when a pod says so, or when all is well and no pod has seen it. */
    private static Span remembered(OutageStatus last, List<Outage> reported, List<Webhook> webhooks) {
        if (last.to() != null) {
            return Span.of(last.from(), Optional.of(last.to()));
        }
        boolean goesOn = reported.stream().anyMatch(outage -> outage.to() == null);
        Stream<Instant> ends = goesOn ? Stream.empty() : reported.stream().flatMap(outage -> end(outage).stream());
        return Span.of(
                last.from(),
                ends.filter(last.from()::isBefore)
                        .max(Instant::compareTo)
                        .or(() -> goesOn ? Optional.empty() : firstGoodCheck(last.from(), webhooks)));
    }

    private static Optional<Instant> firstGoodCheck(Instant after, List<Webhook> webhooks) {
        return webhooks.stream()
                .filter(webhook -> Boolean.TRUE.equals(webhook.registered()))
                .map(Webhook::checkedAt)
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .filter(after::isBefore)
                .min(Instant::compareTo);
    }

    /** A pod that has made no good check before it knows no beginning. If nobody knows one, nothing was registered before. */
    private static Optional<Span> begun(Outage outage, List<Span> begun, Optional<WebhookStatus> shown) {
        Instant noticed = Instant.parse(outage.noticedAt());
        return begun.stream()
                .filter(span -> span.reaches(noticed))
                .map(Span::from)
                .min(Instant::compareTo)
                .or(() -> shown.filter(webhook -> Boolean.TRUE.equals(webhook.registered()))
                        .map(WebhookStatus::checkedAt)
                        .filter(noticed::isAfter))
                .map(from -> Span.of(from, end(outage)));
    }

    /** The latest, with all that it overlaps or touches. */
    private static Optional<Span> merged(List<Span> spans) {
        Optional<Span> latest = Optional.empty();
        for (Span next : spans.stream().sorted(comparing(Span::from)).toList()) {
            latest = latest.filter(span -> span.reaches(next.from()))
                    .map(span -> span.with(next))
                    .or(() -> Optional.of(next));
        }
        return latest;
    }

    private static Optional<Instant> end(Outage outage) {
        return Optional.ofNullable(outage.to()).map(Instant::parse);
    }

    private static boolean isCredible(Outage outage) {
        return outage.from() == null
                || end(outage).filter(Instant.parse(outage.from())::isAfter).isEmpty();
    }

    private static boolean isOpenOrLately(Optional<Instant> to, Instant now) {
        return to.filter(end -> end.isBefore(now.minus(KEPT)) || end.isAfter(now.plus(AHEAD)))
                .isEmpty();
    }
}
