package io.instagramoperator.gateway.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.instagram.graph.AppSubscription;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.webhook.registration.AppFacts;
import io.instagramoperator.webhook.registration.Seen;
import io.instagramoperator.webhook.registration.WantedCallback;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From when to when webhooks may have been lost. A check begins every five minutes from noon on, and takes one. */
class OutageTest {

    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        found registered                            | OURS                | none
        registered for the first time               | AGAIN               | from -, noticed 0, to 1
        registered for the first time, late         | NONE NONE AGAIN     | from -, noticed 0, to 11
        Meta does not answer                        | OURS UNREACHED OURS | none
        lost, and registered again                  | OURS OURS AGAIN     | from 6, noticed 10, to 11
        lost while Meta did not answer              | OURS UNREACHED AGAIN | from 1, noticed 10, to 11
        somebody else's                             | OURS FOREIGN        | from 1, noticed 5, to -
        somebody else's for a while                 | OURS FOREIGN UNREACHED FOREIGN OURS OURS | from 1, noticed 5, to 21
        registered, and Meta does not say whether   | OURS UNCONFIRMED    | from 1, noticed 5, to -
        the same, until the next check              | OURS UNCONFIRMED OURS | from 1, noticed 5, to 11
        lost after it was registered                | AGAIN AGAIN         | from 1, noticed 5, to 6
        lost again and again                        | OURS AGAIN FOREIGN AGAIN OURS | from 1, noticed 5, to 16
        lost twice                                  | OURS AGAIN OURS AGAIN | from 11, noticed 15, to 16
        """)
    void isFromTheLastGoodCheckUntilAllIsWellAgain(String what, String checks, String outage) {
        assertThat(text(after(checks).outage())).as(what).isEqualTo(outage);
    }

    @ParameterizedTest(name = "delivered: {0}")
    @CsvSource({"false", "true"})
    void isNotNoticedWhenAHumanRegisters(boolean delivered) {
        // Given
        AppFacts facts = new AppFacts(wanted(false), delivered, new Seen.NotAsked<>());

        // When
        Report report = after("OURS").after(facts, minute(5), minute(6));

        // Then
        assertThat(report.outage()).isEmpty();
    }

    @Test
    void isNotWhatTheAppWasUnsubscribedFor() {
        // Given
        Report gone = after("OURS AGAIN").gone(wanted(true), minute(10));

        // When
        Report report = gone.after(facts("AGAIN"), minute(15), minute(16));

        // Then
        assertThat(gone.outage()).isEmpty();
        assertThat(text(report.outage())).isEqualTo("from -, noticed 15, to 16");
    }

    private static Report after(String checks) {
        Report report = Report.UNKNOWN;
        int minute = 0;
        for (String check : SPACE.splitAsStream(checks).toList()) {
            report = report.after(facts(check), minute(minute), minute(minute + 1));
            minute += 5;
        }
        return report;
    }

    private static AppFacts facts(String check) {
        GraphResult<Boolean> taken = new GraphResult.Ok<>(true);
        return new AppFacts(
                wanted(true),
                true,
                switch (check) {
                    case "OURS" -> Seen.of(meta(GatewayHome.CALLBACK));
                    case "FOREIGN" -> Seen.of(meta("https://elsewhere.example.com/hook"));
                    case "NONE" -> Seen.of(new GraphResult.Ok<>(Optional.empty()));
                    case "AGAIN" -> new Seen.Asked<>(meta(GatewayHome.CALLBACK), Optional.of(taken));
                    case "UNCONFIRMED" ->
                        new Seen.Asked<>(new GraphResult.Unreachable<>("no route"), Optional.of(taken));
                    default -> Seen.of(new GraphResult.Unreachable<>("no route"));
                });
    }

    private static GraphResult<Optional<AppSubscription>> meta(String callback) {
        return new GraphResult.Ok<>(Optional.of(new AppSubscription(callback, Set.of("messages"), true)));
    }

    private static WantedCallback wanted(boolean automatic) {
        return new WantedCallback(
                "1234567890123456",
                Optional.of(GatewayHome.CALLBACK),
                Set.of("messages"),
                automatic,
                false,
                Set.of(),
                "gateway");
    }

    private static String text(Optional<Outage> outage) {
        return outage.map(o -> "from " + minutes(o.from()) + ", noticed " + minutes(Optional.of(o.noticedAt()))
                        + ", to " + minutes(o.to()))
                .orElse("none");
    }

    private static String minutes(Optional<Instant> time) {
        return time.map(t -> String.valueOf(Duration.between(NOON, t).toMinutes()))
                .orElse("-");
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
