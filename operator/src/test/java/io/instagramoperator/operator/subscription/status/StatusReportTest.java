package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.operator.subscription.status.Situations.failing;
import static io.instagramoperator.operator.subscription.status.Situations.report;
import static io.instagramoperator.operator.subscription.status.Situations.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.subscription.AccountDelivery;
import io.instagramoperator.crds.subscription.DeliveryError;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusReportTest {

    private static final AccountDelivery ACME = new AccountDelivery("acme", "AAAB", 7, 20L, 0, "Closed", false, null);

    @Test
    void numbersAreAddedUp() {
        // When
        EventSubscriptionStatus status = StatusReport.of(
                Situations.of(EventSubscriptions.selecting("{}"))
                        .account("acme", report(waiting(20)))
                        .account("globex", report(failing("Tls", "the certificate is not trusted")))
                        .unheardAccount("initech", "False", "Starting")
                        .build(),
                Clock.systemUTC());

        // Then
        assertThat(status.url()).isEqualTo("https://crm.example.com/hooks");
        assertThat(status.matchedAccounts()).isEqualTo(3);
        assertThat(status.backlog()).isEqualTo(19);
        assertThat(status.oldestSeconds()).isEqualTo(30);
        assertThat(status.deadLetters()).isEqualTo(3);
        assertThat(status.accounts())
                .containsExactly(
                        ACME,
                        new AccountDelivery(
                                "globex",
                                "AAAB",
                                12,
                                30L,
                                3,
                                "Open",
                                false,
                                new DeliveryError(
                                        "Tls",
                                        "the certificate is not trusted",
                                        Instant.parse("2026-11-23T10:00:00Z"))));
    }

    @Test
    void whatASilentReceiverSaidLastStays() {
        // Given
        EventSubscriptionStatus before = StatusReport.of(
                Situations.of(EventSubscriptions.crm())
                        .account("acme", report(waiting(20)))
                        .build(),
                Clock.systemUTC());

        // When
        EventSubscriptionStatus status = StatusReport.of(
                Situations.of(EventSubscriptions.crm())
                        .unheardAccount("acme", "False", "CrashLooping")
                        .lastStatus(before)
                        .build(),
                Clock.systemUTC());

        // Then
        assertThat(status.accounts()).containsExactly(ACME);
        assertThat(status.backlog()).isEqualTo(7);
    }

    @Test
    void nothingIsKnownOfAnAccountThatIsNotMatchedAnyMore() {
        // Given
        EventSubscriptionStatus before = StatusReport.of(
                Situations.of(EventSubscriptions.crm())
                        .account("acme", report(waiting(20)))
                        .build(),
                Clock.systemUTC());

        // When
        EventSubscriptionStatus status = StatusReport.of(
                Situations.of(EventSubscriptions.crm()).lastStatus(before).build(), Clock.systemUTC());

        // Then
        assertThat(status.accounts()).isEmpty();
        assertThat(status.backlog()).isNull();
    }
}
