package io.instagramoperator.operator.app.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.app.OutageStatus;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.app.Apps;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusReportTest {

    private static final Instant NOW = Instant.parse("2026-11-26T11:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void everythingThatIsKnown() {
        // When
        MetaAppStatus status = StatusReport.of(
                Situations.ready()
                        .accounts(Apps.shared().accounts())
                        .reporting(
                                report -> report.unknownAccounts("17841400000000002", "17841405822304914"),
                                report -> report.unknownAccounts("17841400000000002", "17841400000000001"))
                        .build(),
                CLOCK);

        // Then
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.callbackUrl()).isEqualTo("http://agency-gateway.social.svc:8080/webhooks/social/agency");
        assertThat(status.accounts()).as("those that refer to it now").isEqualTo(7);
        assertThat(status.gateway()).isEqualTo(new PodsStatus(2, 2, "1.2.3"));
        assertThat(status.webhook())
                .isEqualTo(new WebhookStatus(true, List.of("messages"), Instant.parse("2026-11-26T10:00:10Z")));
        assertThat(status.unknownAccounts())
                .as("of all pods, without what the table has by now")
                .containsExactly("17841400000000001", "17841400000000002");
        assertThat(status.conditions()).extracting(Condition::getType).contains("GatewayReady", "Ready");
    }

    @Test
    void ofManyUnknownAccountsTenAreShown() {
        // Given
        String[] ids = IntStream.range(100, 200).mapToObj(String::valueOf).toArray(String[]::new);

        // When
        MetaAppStatus status = StatusReport.of(
                Situations.ready()
                        .reporting(report -> report.unknownAccounts(ids))
                        .build(),
                CLOCK);

        // Then
        assertThat(status.unknownAccounts()).hasSize(10).startsWith("100").endsWith("109");
    }

    @Test
    void whileNoPodReportsWhatWasKnownStays() {
        // Given
        MetaAppStatus last = new MetaAppStatus(
                1L,
                "http://agency-gateway.social.svc:8080/webhooks/social/agency",
                0,
                new PodsStatus(2, 2, "1.2.3"),
                new WebhookStatus(true, List.of("messages"), NOW),
                new OutageStatus(NOW.minusSeconds(600), NOW.minusSeconds(300)),
                List.of("17841400000000001"),
                List.of());

        // When
        MetaAppStatus status = StatusReport.of(
                Situations.ready().withoutPods().lastStatus(last).build(), CLOCK);

        // Then
        assertThat(status.gateway()).isEqualTo(last.gateway());
        assertThat(status.webhook()).isEqualTo(last.webhook());
        assertThat(status.outage()).isEqualTo(last.outage());
        assertThat(status.unknownAccounts()).isEqualTo(last.unknownAccounts());
    }

    @Test
    void anotherCheckThatFindsTheSameIsNotWritten() {
        // Given
        Situations ready = Situations.ready();
        MetaAppStatus last = StatusReport.of(ready.build(), CLOCK);
        Instant hourAgo = NOW.minusSeconds(3600);

        // When
        MetaAppStatus again = StatusReport.of(
                ready.reporting(report -> report.webhook(
                                new Webhook(true, List.of("messages"), null, "2026-11-26T10:05:00Z", null)))
                        .lastStatus(last)
                        .build(),
                CLOCK);

        // Then
        assertThat(again).isNotEqualTo(last);
        assertThat(StatusPace.decide(last, again, hourAgo, hourAgo.minusSeconds(3600), NOW)
                        .write())
                .isEmpty();
        assertThat(StatusPace.decide(last, again, hourAgo, NOW, NOW).write())
                .as("the first check after the configuration has changed")
                .contains(again);
    }
}
