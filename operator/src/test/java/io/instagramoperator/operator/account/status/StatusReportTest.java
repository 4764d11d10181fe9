package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.TokenStatus;
import io.instagramoperator.crds.pod.PodsStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.report.ReceiverReport.Token;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void allThatTheReceiverReports() {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.token(new Token(
                        true,
                        "acme",
                        "2027-01-22T10:00:00Z",
                        "2027-02-21T10:00:00Z",
                        List.of("pages_messaging"),
                        null)))
                .build();

        // When
        InstagramAccountStatus status = StatusReport.of(situation, CLOCK);

        // Then
        assertThat(status.observedGeneration()).isEqualTo(1);
        assertThat(status.username()).isEqualTo("acme");
        assertThat(status.callbackUrl()).isEqualTo("http://acme-receiver.social.svc:8080/webhooks/social/acme");
        assertThat(status.receiver()).isEqualTo(new PodsStatus(1, 1, "1.2.3"));
        assertThat(status.lastEventTime()).isEqualTo("2026-11-23T10:00:11Z");
        assertThat(status.token())
                .isEqualTo(new TokenStatus(
                        Instant.parse("2027-01-22T10:00:00Z"),
                        Instant.parse("2027-02-21T10:00:00Z"),
                        List.of("pages_messaging")));
        assertThat(status.webhook())
                .isEqualTo(new WebhookStatus(true, List.of("messages"), Instant.parse("2026-11-23T10:00:10Z")));
        assertThat(status.conditions())
                .extracting(Condition::getType)
                .containsExactly(
                        "Accepted",
                        "CredentialsReady",
                        "ReceiverReady",
                        "Exposed",
                        "Subscribed",
                        "TokenValid",
                        "Delivering",
                        "Ready",
                        "Reconciling");
    }

    @Test
    void aTokenOfWhichNothingIsKnownIsLeftOut() {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.token(new Token(true, "acme", null, null, List.of(), null)))
                .build();

        // When
        InstagramAccountStatus status = StatusReport.of(situation, CLOCK);

        // Then
        assertThat(status.token()).isNull();
    }

    @Test
    void whatWasReportedStaysWhileTheReceiverIsSilent() {
        // Given
        InstagramAccountStatus before = StatusReport.of(Situations.ready().build(), CLOCK);

        // When
        InstagramAccountStatus status = StatusReport.of(
                Situations.ready()
                        .lastStatus(before)
                        .unavailable("it does not answer")
                        .build(),
                CLOCK);

        // Then
        assertThat(status)
                .usingRecursiveComparison()
                .ignoringFields("conditions")
                .isEqualTo(before);
        assertThat(reasons(status))
                .containsSubsequence(
                        "CredentialsReady", "StatusUnavailable", "Subscribed", "TokenValid", "StatusUnavailable");
    }

    @Test
    void butNotWhatWasSaidAboutAnotherSpec() {
        // Given
        InstagramAccount changed = Accounts.minimal();
        InstagramAccountStatus before = StatusReport.of(Situations.ready().build(), CLOCK);
        changed.getMetadata().setGeneration(2L);

        // When
        InstagramAccountStatus status = StatusReport.of(
                Situations.of(changed)
                        .lastStatus(before)
                        .unavailable("it does not answer")
                        .build(),
                CLOCK);

        // Then
        assertThat(status.username()).isEqualTo("acme");
        assertThat(reasons(status))
                .containsSubsequence("AwaitingReceiver", "StatusUnavailable", "AwaitingReceiver", "AwaitingReceiver");
    }

    @Test
    void theSameSituationGivesTheSameStatus() {
        // Given
        InstagramAccountStatus before = StatusReport.of(Situations.ready().build(), CLOCK);
        Clock later = Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC);

        // When
        InstagramAccountStatus status =
                StatusReport.of(Situations.ready().lastStatus(before).build(), later);

        // Then
        assertThat(status).isEqualTo(before);
    }

    private static List<String> reasons(InstagramAccountStatus status) {
        return status.conditions().stream().map(Condition::getReason).toList();
    }
}
