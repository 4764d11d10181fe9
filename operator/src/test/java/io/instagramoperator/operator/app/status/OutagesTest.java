package io.instagramoperator.operator.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.app.OutageStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.app.report.GatewayReport.Outage;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the status says of the last outage, by what it said before and what the pods report. All times are minutes after noon, and it is half past. A pod
 * reports {@code from/noticed/to}, or how it was when it checked last.
 */
class OutagesTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Pattern SLASH = Pattern.compile("/");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        all was well ever since                          | -    | yes@5 | well@10 well@12       | -
        no pod reports                                   | 0-20 | yes@5 | -                     | 0-20
        no pod reports while it goes on                  | 0-   | no@5  | -                     | 0-

        the first registration                           | -    | -     | x/5/6                 | -
        the first registration, seen later               | -    | yes@6 | x/5/6                 | -
        the first registration by both at the same time  | -    | yes@6 | x/5/6 x/5/7           | -
        somebody else had it at first                    | -    | no@1  | x/0/x                 | -
        it was somebody else's until the gateway got it  | -    | no@1  | x/0/6                 | -

        put right in the same check                      | -    | yes@0 | 5/9/10 well@12        | 5-10
        it goes on                                       | -    | yes@0 | 5/9/x well@8          | 5-
        it went on                                       | 5-   | no@10 | 5/9/20                | 5-20
        both have seen it                                | -    | yes@0 | 5/9/x 7/12/x          | 5-
        both have seen its end                           | 5-   | no@10 | 5/9/20 7/12/22        | 5-22
        one has seen its end, the other not yet          | 5-   | no@10 | 5/9/20 7/12/x         | 5-
        one has seen its end, the other is gone          | 5-   | no@10 | 5/9/20                | 5-20
        the same once more                               | 5-20 | yes@20 | 5/9/20 well@22       | 5-20
        the pods were restarted after it                 | 5-20 | yes@20 | well@25 well@26      | 5-20

        restarted while it was lost                      | -    | yes@3 | x/9/10                | 3-10
        restarted while it was lost, the other saw it    | -    | yes@3 | x/9/10 7/8/11         | 7-11
        restarted while it goes on                       | 5-   | no@10 | x/15/x                | 5-
        restarted while it went on, and put right        | 5-   | no@10 | x/15/20               | 5-20
        put right while no pod ran                       | 5-   | no@10 | well@25 well@22       | 5-22
        a check from before it proves nothing            | 5-   | no@10 | well@4                | 5-
        a check that finds it lost does not end it       | 5-   | no@10  | lost@25                  | 5-
        restarted, and lost after what is shown          | 5-20 | yes@20 | x/24/25              | 5-25

        another one later                                | 0-6  | yes@20 | 20/24/25             | 20-25
        another one right after it                       | 0-20 | yes@20 | 20/24/25             | 0-25
        an old one that one pod remembers                | 20-25 | yes@25 | 0/3/6 20/24/25      | 20-25
        an old one without a beginning                   | 20-25 | yes@25 | x/3/6 well@26       | 20-25

        by a clock that is far ahead                     | -    | yes@0 | 5/9/90                | -
        with its end before its beginning                | -    | yes@0 | 9/9/5                 | -
        """)
    void isPutTogether(
            String what,
            @Nullable String last,
            @Nullable String shown,
            @Nullable String reports,
            @Nullable String outage) {
        // When
        Optional<OutageStatus> now = Outages.of(
                Optional.ofNullable(last).map(OutagesTest::status),
                Optional.ofNullable(shown).map(OutagesTest::shown),
                Optional.ofNullable(reports).map(OutagesTest::webhooks).orElse(List.of()),
                minute(30));

        // Then
        assertThat(now).as(what).isEqualTo(Optional.ofNullable(outage).map(OutagesTest::status));
    }

    @ParameterizedTest(name = "{0} after it was over: {1}")
    @CsvSource({"PT167H59M, true", "PT168H1M, false"})
    void isShownForSevenDays(Duration after, boolean shown) {
        // Given
        Optional<OutageStatus> last = Optional.of(status("5-20"));

        // When
        Optional<OutageStatus> now = Outages.of(
                last,
                Optional.of(shown("yes@20")),
                webhooks("5/9/20 x/10/20"),
                minute(20).plus(after));

        // Then
        assertThat(now).isEqualTo(last.filter(_ -> shown));
    }

    @Test
    void isShownHoweverLongItGoesOn() {
        // Given
        Optional<OutageStatus> last = Optional.of(status("5-"));

        // When // Then
        assertThat(Outages.of(last, Optional.of(shown("no@10")), webhooks("5/9/x"), NOON.plus(Duration.ofDays(30))))
                .isEqualTo(last);
    }

    @Test
    void leavesNoPartOfASecondOut() {
        // Given
        Webhook exact = new Webhook(
                true,
                List.of("messages"),
                null,
                null,
                new Outage("2026-11-26T12:05:00.9Z", "2026-11-26T12:09:00.5Z", "2026-11-26T12:10:00.1Z"));
        OutageStatus shown =
                new OutageStatus(Instant.parse("2026-11-26T12:05:00Z"), Instant.parse("2026-11-26T12:10:01Z"));

        // When
        Optional<OutageStatus> first = Outages.of(Optional.empty(), Optional.empty(), List.of(exact), minute(30));
        Optional<OutageStatus> again = Outages.of(first, Optional.empty(), List.of(exact), minute(31));

        // Then
        assertThat(first).contains(shown);
        assertThat(again).contains(shown);
    }

    private static OutageStatus status(String text) {
        int dash = text.indexOf('-');
        String to = text.substring(dash + 1);
        return new OutageStatus(minute(text.substring(0, dash)), to.isEmpty() ? null : minute(to));
    }

    private static WebhookStatus shown(String text) {
        int at = text.indexOf('@');
        return new WebhookStatus(text.startsWith("yes"), List.of("messages"), minute(text.substring(at + 1)));
    }

    private static List<Webhook> webhooks(String text) {
        return SPACE.splitAsStream(text).map(OutagesTest::webhook).toList();
    }

    private static Webhook webhook(String text) {
        int at = text.indexOf('@');
        if (at > 0) {
            String checkedAt = minute(text.substring(at + 1)).toString();
            return new Webhook(text.startsWith("well"), List.of("messages"), null, checkedAt, null);
        }
        List<String> parts = SLASH.splitAsStream(text).toList();
        Outage outage = new Outage(time(parts.getFirst()), minute(parts.get(1)).toString(), time(parts.getLast()));
        return new Webhook(outage.to() != null, List.of("messages"), null, outage.to(), outage);
    }

    private static @Nullable String time(String minute) {
        return minute.equals("x") ? null : minute(minute).toString();
    }

    private static Instant minute(String minute) {
        return minute(Integer.parseInt(minute));
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
