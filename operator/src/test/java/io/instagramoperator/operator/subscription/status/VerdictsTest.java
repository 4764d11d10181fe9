package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.operator.subscription.status.Situations.credential;
import static io.instagramoperator.operator.subscription.status.Situations.failing;
import static io.instagramoperator.operator.subscription.status.Situations.report;
import static io.instagramoperator.operator.subscription.status.Situations.reporting;
import static io.instagramoperator.operator.subscription.status.Situations.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.crds.subscription.ConditionType;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Credential.State;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a subscription's conditions say. */
class VerdictsTest {

    private static final String HEADERS = "headersFolder";

    static Stream<Arguments> situations() {
        return Stream.of(
                arguments(reporting(well()), "True Accepted", "True Delivering", "True Ready", "False Ready", ""),
                arguments(
                        reporting(Situations.waiting(299)),
                        "True Accepted",
                        "True Delivering",
                        "True Ready",
                        "False Ready",
                        ""),
                retried(Situations.waiting(300), "BacklogGrowing"),
                retried(failing("Address"), "AddressRefused"),
                retried(failing("Tls"), "EndpointFailing"),
                retried(failing("Refused"), "EndpointFailing"),
                retried(failing("Timeout"), "EndpointFailing"),
                retried(failing("TooSlow"), "EndpointFailing"),
                retried(failing("Status"), "EndpointFailing"),
                retried(failing("Protocol"), "EndpointFailing"),
                retried(failing("SomethingNewer"), "EndpointFailing"),
                retried(Situations.broken(), "EndpointFailing"),
                retried(Situations.refusingSome("Status"), "EndpointFailing"),
                forAHuman(reporting(Situations.gone()), "Gone"),
                forAHuman(reporting(failing("Credential")), "SecretInvalid"),
                forAHuman(secret("signingSecretFiles[0]", "crm-hook", "secret", State.MISSING), "SecretNotFound"),
                forAHuman(secret("signingSecretFiles[0]", "crm-hook", "secret", State.EMPTY), "SecretEmpty"),
                forAHuman(secret("caFile", "crm-ca", "ca.crt", State.MISSING), "SecretNotFound"),
                forAHuman(secret(HEADERS, "receiver-folders", "crm-headers", State.EMPTY), "SecretNotFound"),
                forAHuman(secret(HEADERS + "/X-Key", "crm-headers", "X-Key", State.EMPTY), "SecretEmpty"),
                notAccepted(Situations.of(EventSubscriptions.crm()), "AccountNotFound"),
                notAccepted(Situations.of(EventSubscriptions.selecting("{}")), "NoAccountMatches"),
                notAccepted(Situations.of(EventSubscriptions.to("url: https://crm.example.com/[a]")), "InvalidSpec"),
                notAccepted(Situations.of(EventSubscriptions.crm()).crowdedAccount("acme"), "TooManySubscriptions"),
                arguments(
                        Situations.of(EventSubscriptions.suspended())
                                .account("acme", report(failing("Status")))
                                .build(),
                        "True Accepted",
                        "False SubscriptionSuspended",
                        "False SubscriptionSuspended",
                        "False SubscriptionSuspended",
                        ""),
                arguments(
                        Situations.of(EventSubscriptions.crm())
                                .unheardAccount("acme", "False", "CrashLooping")
                                .build(),
                        "True Accepted",
                        "Unknown ReceiverNotReady",
                        "Unknown ReceiverNotReady",
                        "True ReceiverNotReady",
                        ""));
    }

    private static Arguments retried(
            io.instagramoperator.operator.account.report.SubscriptionReport report, String reason) {
        return arguments(
                reporting(report), "True Accepted", "False " + reason, "False " + reason, "True " + reason, "");
    }

    private static Arguments forAHuman(Situation situation, String reason) {
        return arguments(
                situation, "True Accepted", "False " + reason, "False " + reason, "False " + reason, "True " + reason);
    }

    private static Arguments notAccepted(Situations situation, String reason) {
        return arguments(
                situation.build(),
                "False " + reason,
                "Unknown NotAccepted",
                "False " + reason,
                "False " + reason,
                "True " + reason);
    }

    private static Situation secret(String field, String secret, String key, State state) {
        return reporting(failing("Credential"), credential(field, secret, key, state));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void say(
            Situation situation, String accepted, String delivering, String ready, String reconciling, String stalled) {
        // When
        Map<ConditionType, String> said = Verdicts.of(situation).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        verdict -> verdict.getValue().status().value() + " "
                                + verdict.getValue().reason()));

        // Then
        assertThat(said.get(ConditionType.ACCEPTED)).isEqualTo(accepted);
        assertThat(said.get(ConditionType.DELIVERING)).isEqualTo(delivering);
        assertThat(said.get(ConditionType.READY)).isEqualTo(ready);
        assertThat(said.get(ConditionType.RECONCILING)).isEqualTo(reconciling);
        assertThat(said.getOrDefault(ConditionType.STALLED, "")).isEqualTo(stalled);
    }

    @Test
    void aMessageNamesTheAccountTheAddressAndTheRemedyButNoQuery() {
        assertThat(message(reporting(failing("Status", "it answers 500."))))
                .isEqualTo(
                        "Events of InstagramAccount acme cannot be delivered to https://crm.example.com/hooks: it answers 500. They are tried again until they are older than spec.delivery.maxAge (72h)");
        assertThat(message(reporting(Situations.refusingSome("Status"))))
                .isEqualTo(
                        "Some or all events of InstagramAccount acme cannot be delivered to https://crm.example.com/hooks: answered 400. They are tried again until they are older than spec.delivery.maxAge (72h)");
        assertThat(message(reporting(Situations.refusingSome("Address"))))
                .startsWith("Events of InstagramAccount acme cannot be delivered to https://crm.example.com/hooks:");
        assertThat(message(secret("signingSecretFiles[0]", "crm-hook", "secret", State.MISSING)))
                .isEqualTo(
                        "Secret crm-hook not found, or it has none of the keys secret (spec.sink.http.signingSecretRef): kubectl -n social create secret generic crm-hook --from-literal=secret=VALUE");
        assertThat(message(Situations.of(EventSubscriptions.suspended())
                        .account("acme", report(well()))
                        .build()))
                .endsWith(
                        "kubectl -n social patch eventsubscription crm --type merge -p '{\"spec\":{\"suspended\":false}}'");
    }

    @Test
    void ofSeveralAccountsTheFirstThatFailsIsSaid() {
        // Given
        Situation situation = Situations.of(EventSubscriptions.selecting("{}"))
                .account("acme", report(well()))
                .unheardAccount("globex", "False", "Starting")
                .account("initech", report(failing("Timeout")))
                .account("umbrella", report(failing("Address")))
                .build();

        // When / Then
        assertThat(said(situation)).isEqualTo("False EndpointFailing");
        assertThat(message(situation)).contains("InstagramAccount initech");
    }

    @Test
    void whileAReceiverFollowsAnotherChangeTheLastVerdictStays() {
        // Given
        Situation before = Situations.of(EventSubscriptions.crm())
                .account("acme", report(failing("Tls")))
                .build();

        // When
        Situation following = Situations.of(EventSubscriptions.crm())
                .unheardAccount("acme", "False", "ConfigNotApplied")
                .lastStatus(StatusReport.of(before, Clock.systemUTC()))
                .build();

        // Then
        assertThat(said(following)).isEqualTo("False EndpointFailing");
    }

    @Test
    void thatAllWasWellDoesNotHideAReceiverThatIsDown() {
        // Given
        EventSubscription subscription = EventSubscriptions.selecting("{}");
        Situation before =
                Situations.of(subscription).account("acme", report(well())).build();

        // When
        Situation following = Situations.of(subscription)
                .unheardAccount("acme", "False", "ConfigNotApplied")
                .unheardAccount("globex", "False", "CrashLooping")
                .lastStatus(StatusReport.of(before, Clock.systemUTC()))
                .build();

        // Then
        assertThat(said(following)).isEqualTo("Unknown ReceiverNotReady");
        assertThat(message(following)).contains("InstagramAccount globex is not ready (CrashLooping)");
    }

    @Test
    void butNotWhatWasSaidAboutAnotherSpec() {
        // Given
        Situation before = reporting(well());
        EventSubscription changed = EventSubscriptions.withAllSecrets();
        changed.getMetadata().setGeneration(2L);

        // When
        Situation following = Situations.of(changed)
                .unheardAccount("acme", "False", "ConfigNotApplied")
                .lastStatus(StatusReport.of(before, Clock.systemUTC()))
                .build();

        // Then
        assertThat(said(following)).isEqualTo("Unknown ReceiverNotReady");
    }

    private static String said(Situation situation) {
        Verdict verdict = ready(situation);
        return verdict.status().value() + " " + verdict.reason();
    }

    private static String message(Situation situation) {
        return ready(situation).message();
    }

    private static Verdict ready(Situation situation) {
        Verdict verdict = Verdicts.of(situation).get(ConditionType.READY);
        assertThat(verdict).isNotNull();
        return verdict;
    }
}
