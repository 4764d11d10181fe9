package io.instagramoperator.operator.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.app.ConditionType;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.app.Apps;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Credential.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a gateway with two pods, {@code agency-gateway-a} and {@code agency-gateway-b}. */
class VerdictsTest {

    private static final String OLDER_HASH = "0".repeat(64);

    static Stream<Arguments> ofTheCallback() {
        Webhook asked = new Webhook(true, List.of("messages"), null, null, null);
        Webhook notAsked = new Webhook(null, List.of(), null, null, null);
        return Stream.of(
                arguments(
                        Situations.ready(),
                        "True Subscribed",
                        "Meta sends the app's webhooks to http://agency-gateway.social.svc:8080/webhooks/social/agency"),
                arguments(
                        Situations.ready().reporting(report -> report.webhook(null)),
                        "Unknown AwaitingGateway",
                        "The gateway has not asked Meta"),
                arguments(
                        Situations.ready()
                                .reporting(report -> report.webhook(notAsked), report -> report.webhook(asked)),
                        "True Subscribed",
                        "Meta sends"),
                arguments(
                        Situations.ready()
                                .reporting(report -> report.webhook(new Webhook(false, List.of(), null, null, null))),
                        "False GraphError",
                        "is not registered at Meta yet"),
                arguments(
                        Situations.ready()
                                .reporting(report -> report, report -> report.problem(false, "CallbackTaken", "taken")),
                        "False CallbackTaken",
                        "taken"),
                arguments(
                        Situations.ready().reporting(report -> report.problem(false, "Invented", "who knows")),
                        "False GraphError",
                        "who knows"),
                arguments(
                        Situations.ready().reporting(report -> report.problem(null, "RegistrationManual", "by hand")),
                        "Unknown RegistrationManual",
                        "by hand"),
                arguments(
                        Situations.ready()
                                .reporting(
                                        report -> report.problem(null, "RegistrationManual", "by hand"),
                                        report -> report),
                        "True Subscribed",
                        "Meta sends"),
                arguments(
                        Situations.ready()
                                .reporting(
                                        report ->
                                                report.configHash(OLDER_HASH).problem(false, "CallbackTaken", "taken"),
                                        report -> report),
                        "True Subscribed",
                        "Meta sends"),
                arguments(
                        Situations.ready().withoutPods(),
                        "Unknown AwaitingGateway",
                        "condition GatewayReady says how far it is"));
    }

    @ParameterizedTest
    @MethodSource
    void ofTheCallback(Situations situation, String expected, String message) {
        assertSaid(situation, ConditionType.SUBSCRIBED, expected, message);
    }

    static Stream<Arguments> ofTheCredentials() {
        return Stream.of(
                arguments(
                        Situations.ready(),
                        "True CredentialsReady",
                        "All referenced keys are there in Secret agency-meta"),
                arguments(
                        Situations.ready().reporting(report -> report, report -> report.appSecret(State.MISSING)),
                        "False SecretNotFound",
                        "Secret agency-meta not found, or it has none of the keys app-secret (spec.secretRefs[0]): kubectl -n social create secret"),
                arguments(
                        Situations.ready().reporting(report -> report.appSecret(State.EMPTY)),
                        "False SecretEmpty",
                        "Secret agency-meta has no value under the key app-secret"),
                arguments(
                        Situations.of(Apps.complete()),
                        "Unknown AwaitingGateway",
                        "The gateway has not reported yet on all Secrets"));
    }

    @ParameterizedTest
    @MethodSource
    void ofTheCredentials(Situations situation, String expected, String message) {
        assertSaid(situation, ConditionType.CREDENTIALS_READY, expected, message);
    }

    @Test
    void anAppIsReadyWhenAllElseIs() {
        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(Situations.ready().build());

        // Then
        assertThat(verdicts.keySet())
                .containsExactly(
                        ConditionType.ACCEPTED,
                        ConditionType.CREDENTIALS_READY,
                        ConditionType.GATEWAY_READY,
                        ConditionType.EXPOSED,
                        ConditionType.SUBSCRIBED,
                        ConditionType.READY,
                        ConditionType.RECONCILING);
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("True Ready");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("False Ready");
    }

    @Test
    void whatIsCertainComesBeforeWhatIsUnknown() {
        // Given
        Situations situation = Situations.ready()
                .reporting(report -> report.webhook(null))
                .failing(new ChildFailure("Deployment", "agency-gateway", Cause.INVALID, "minDomains: Invalid value"));

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation.build());

        // Then
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("False InvalidSpec");
        assertThat(verdict(verdicts, ConditionType.STALLED).message())
                .contains("The API server refuses Deployment agency-gateway", "minDomains: Invalid value");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("False InvalidSpec");
        assertThat(said(verdicts, ConditionType.GATEWAY_READY)).isEqualTo("True GatewayReady");
    }

    @Test
    void aRouteThatIsNotThereIsNoFaultOfTheGateway() {
        // When
        Map<ConditionType, Verdict> verdicts =
                Verdicts.of(Situations.of(Apps.gateway()).withoutGatewayApi().build());

        // Then
        assertThat(said(verdicts, ConditionType.EXPOSED)).isEqualTo("False GatewayApiMissing");
        assertThat(said(verdicts, ConditionType.GATEWAY_READY)).isEqualTo("True GatewayReady");
        assertThat(said(verdicts, ConditionType.STALLED)).isEqualTo("True GatewayApiMissing");
    }

    @Test
    void anOperatorThatHasJustStartedKeepsTheLastWord() {
        // Given
        Situations situation = Situations.ready()
                .notAsked()
                .lastStatus(new MetaAppStatus(
                        1L,
                        null,
                        0,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(
                                condition("GatewayReady", "True", "GatewayReady"),
                                condition("Subscribed", "False", "CallbackTaken"),
                                condition("CredentialsReady", "True", "CredentialsReady"))));

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation.build());

        // Then
        assertThat(said(verdicts, ConditionType.GATEWAY_READY)).isEqualTo("True GatewayReady");
        assertThat(said(verdicts, ConditionType.SUBSCRIBED)).isEqualTo("False CallbackTaken");
        assertThat(said(verdicts, ConditionType.CREDENTIALS_READY)).isEqualTo("True CredentialsReady");
    }

    @Test
    void pausedIsSaidAndTheGatewayGoesOn() {
        // Given
        MetaApp app = Apps.minimal();
        app.getMetadata().setAnnotations(Map.of("instagram-operator.io/paused", "true"));

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(Situations.of(app).build());

        // Then
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("True Ready");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("False Paused");
        assertThat(verdict(verdicts, ConditionType.RECONCILING).message())
                .endsWith("kubectl -n social annotate metaapp agency instagram-operator.io/paused-");
        assertThat(verdict(verdicts, ConditionType.GATEWAY_READY).message())
                .endsWith(
                        "instagram-operator.io/paused keeps the pods as they are, also where the spec asks for others");
    }

    private static Condition condition(String type, String status, String reason) {
        return new Condition("2026-11-26T10:00:00Z", "as it was", 1L, reason, status, type);
    }

    private static void assertSaid(Situations situation, ConditionType type, String expected, String message) {
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation.build());
        assertThat(said(verdicts, type)).as(verdict(verdicts, type).message()).isEqualTo(expected);
        assertThat(verdict(verdicts, type).message()).contains(message);
    }

    private static String said(Map<ConditionType, Verdict> verdicts, ConditionType type) {
        Verdict verdict = verdict(verdicts, type);
        return verdict.status().value() + " " + verdict.reason();
    }

    private static Verdict verdict(Map<ConditionType, Verdict> verdicts, ConditionType type) {
        return Objects.requireNonNull(verdicts.get(type), type.type());
    }
}
