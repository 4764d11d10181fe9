package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.MetaApps;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
import io.instagramoperator.operator.account.report.Reports;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks of an account that shares its Meta app come when the app is registered and the account is subscribed; who misses one is told which. */
class SharedSubscriptionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest(name = "app {0} {1}, account subscribed {2}, problem {3}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            True    | Subscribed         | true  | -                    | True    | Subscribed           | Meta sends this account's webhooks to https://hooks.example.com/webhooks/social/agency
            False   | CallbackTaken      | true  | -                    | False   | CallbackTaken        | The app is missing, MetaApp agency: in the gateway's words. The account itself is subscribed
            False   | CallbackUnreachable| true  | -                    | False   | CallbackUnreachable  | The app is missing, MetaApp agency: in the gateway's words. The account itself is subscribed
            Unknown | RegistrationManual | true  | -                    | Unknown | RegistrationManual   | The app is missing, MetaApp agency: in the gateway's words. The account itself is subscribed
            True    | Subscribed         | false | -                    | False   | AccountNotSubscribed | The account is missing: The account is not subscribed to the Meta app yet. The app is registered by MetaApp agency
            True    | Subscribed         | false | AccountNotSubscribed | False   | AccountNotSubscribed | The account is missing: in the receiver's words. The app is registered by MetaApp agency
            True    | Subscribed         | false | GatewayPending       | False   | GatewayPending       | The account is missing: it is subscribed when every ready pod of the gateway passes its webhooks on, which would be lost before; condition GatewayReady in kubectl -n social describe metaapp agency says what that waits for. The app is registered by MetaApp agency
            Unknown | RegistrationManual | false | GatewayPending       | False   | GatewayPending       | The app is missing, MetaApp agency: in the gateway's words. The account is missing: it is subscribed when every ready pod of the gateway passes its webhooks on, which would be lost before; condition GatewayReady in kubectl -n social describe metaapp agency says what that waits for
            True    | Subscribed         | -     | -                    | Unknown | AwaitingReceiver     | The account is missing: The receiver has not asked Meta about the subscription yet. The app is registered by MetaApp agency
            False   | GraphError         | false | MessageAccessOff     | False   | GraphError           | The app is missing, MetaApp agency: in the gateway's words. The account is missing: in the receiver's words
            Unknown | AwaitingGateway    | false | MessageAccessOff     | False   | MessageAccessOff     | The app is missing, MetaApp agency: in the gateway's words. The account is missing: in the receiver's words
            """)
    void tellsWhichPartIsMissing(
            String ofApp,
            String reasonOfApp,
            @Nullable Boolean accountSubscribed,
            @Nullable String problem,
            String status,
            String reason,
            String message) {
        // Given
        Situation situation = sharing(MetaApps.agency(ofApp, reasonOfApp, "in the gateway's words."))
                .reporting(webhook(accountSubscribed, problem))
                .build();

        // When
        Verdict verdict = SubscriptionChecks.verdict(situation);

        // Then
        assertThat(verdict.status().value()).isEqualTo(status);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.message()).isEqualTo(message);
    }

    @Test
    void aNewMetaAppHasNotReportedYet() {
        // When
        Verdict verdict = SubscriptionChecks.verdict(
                sharing(MetaApps.agency()).reporting(webhook(true, null)).build());

        // Then
        assertThat(verdict.reason()).isEqualTo("AwaitingGateway");
        assertThat(verdict.message()).contains("its gateway has not reported yet");
    }

    @Test
    void whileTheMetaAppIsMissingNothingIsKnownOfIt() {
        // When
        Verdict verdict = SubscriptionChecks.verdict(
                Situations.of(Accounts.shared()).reporting(webhook(true, null)).build());

        // Then
        assertThat(verdict.status().value()).isEqualTo("Unknown");
        assertThat(verdict.reason()).isEqualTo("AwaitingGateway");
        assertThat(verdict.message()).startsWith("The app is missing, MetaApp agency: it is not there");
    }

    @Test
    void whatAnotherMetaAppSaysDoesNotCount() {
        // Given
        MetaApp other = MetaApps.subscribedAgency();
        other.getMetadata().setName("studio");

        // When
        Verdict verdict = SubscriptionChecks.verdict(
                sharing(other).reporting(webhook(true, null)).build());

        // Then
        assertThat(verdict.reason()).isEqualTo("AwaitingGateway");
        assertThat(verdict.message())
                .startsWith(
                        "The app is missing, MetaApp agency: the spec asks for another app, which the receiver does not work with yet");
    }

    @Test
    void whatWasSaidOfBothHalvesIsNotSaidAgainOfOne() {
        // Given
        Situation before = sharing(MetaApps.agency("False", "GraphError", "Meta does not answer"))
                .reporting(webhook(true, null))
                .build();

        // When
        Verdict verdict =
                SubscriptionChecks.verdict(sharing(MetaApps.agency("False", "GraphError", "Meta does not answer"))
                        .lastStatus(StatusReport.of(before, CLOCK))
                        .notAsked()
                        .build());

        // Then
        assertThat(verdict.message())
                .isEqualTo(
                        "The app is missing, MetaApp agency: Meta does not answer. The account is missing: The receiver has not asked Meta about the subscription yet");
    }

    @Test
    void aPodThatIsReplacedLeavesTheAccountSubscribed() {
        // Given
        Situation before = sharing(MetaApps.subscribedAgency())
                .reporting(webhook(true, null))
                .build();

        // When
        Verdict verdict = SubscriptionChecks.verdict(sharing(MetaApps.subscribedAgency())
                .lastStatus(StatusReport.of(before, CLOCK))
                .notAsked()
                .build());

        // Then
        assertThat(verdict.isTrue()).isTrue();
    }

    @Test
    void anAppOfItsOwnHasNoOtherHalf() {
        // Given
        Webhook withoutApp = new Webhook(null, List.of(), true, null, null, null, null);

        // When
        Verdict verdict = SubscriptionChecks.verdict(Situations.ready()
                .reporting(report -> report.webhook(withoutApp))
                .build());

        // Then
        assertThat(verdict.reason()).isEqualTo("AwaitingReceiver");
    }

    private static Situations sharing(MetaApp app) {
        return Situations.of(Accounts.shared()).metaApp(app);
    }

    private static UnaryOperator<Reports> webhook(@Nullable Boolean accountSubscribed, @Nullable String problem) {
        return report -> report.webhook(new Webhook(
                null,
                List.of(),
                accountSubscribed,
                problem == null ? null : new Problem(problem, "in the receiver's words"),
                "2026-11-23T10:00:10Z",
                null,
                null));
    }
}
