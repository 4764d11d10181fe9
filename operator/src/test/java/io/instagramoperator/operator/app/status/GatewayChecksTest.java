package io.instagramoperator.operator.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.account.Pods;
import io.instagramoperator.operator.app.Apps;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Phase;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps a gateway with two pods, {@code agency-gateway-a} and {@code agency-gateway-b}, from being ready. */
class GatewayChecksTest {

    private static final String OLDER_HASH = "0".repeat(64);

    static Stream<Arguments> situations() {
        return Stream.of(
                arguments(Situations.ready(), "True GatewayReady", "passes webhooks on to 0 accounts"),
                arguments(
                        Situations.of(Apps.shared().app())
                                .accounts(Apps.shared().accounts()),
                        "True GatewayReady",
                        "passes webhooks on to 7 accounts"),
                arguments(
                        Situations.ready().failing(new ChildFailure("Service", "agency-gateway", Cause.OTHER, "quota")),
                        "False ConfigNotApplied",
                        "Service agency-gateway could not be applied and will be tried again: quota"),
                arguments(
                        Situations.ready()
                                .failing(new ChildFailure("Service", "agency-gateway", Cause.NAME_TAKEN, "no")),
                        "False ConfigNotApplied",
                        "Service agency-gateway exists in namespace social and is not this MetaApp's"),
                arguments(
                        Situations.ready().withoutDeployment(),
                        "False Starting",
                        "Deployment agency-gateway is being created"),
                arguments(
                        Situations.ready().withoutPods().readyPods(0),
                        "False Starting",
                        "Deployment agency-gateway creates its pods"),
                arguments(
                        Situations.ready().readyPods(1),
                        "False Starting",
                        "1 of 2 pods of Deployment agency-gateway are ready"),
                arguments(
                        Situations.ready().second(Pods.unschedulable("0/3 nodes are available")),
                        "False Unschedulable",
                        "No node takes Pod agency-gateway-b: 0/3 nodes are available. Check spec.gateway.nodeSelector"),
                arguments(
                        Situations.ready().second(Pods.waiting("ErrImagePull")),
                        "False ImagePullFailed",
                        "for Pod agency-gateway-b. Check the gateway image that the operator was installed with and spec.gateway.imagePullSecrets"),
                arguments(
                        Situations.ready().second(Pods.crashing(3, "OOMKilled", 137)),
                        "False CrashLooping",
                        "The gateway in Pod agency-gateway-b ends soon after its start: out of memory, raise spec.gateway.resources.limits.memory"),
                arguments(
                        Situations.ready().reporting(report -> report, report -> report.configHash(OLDER_HASH)
                                .refused(null, "accounts[3].url: 'x' is no URL")),
                        "False ConfigNotApplied",
                        "The gateway in Pod agency-gateway-b refuses its configuration: accounts[3].url: 'x' is no URL"),
                arguments(
                        Situations.ready().rolling(1, 2),
                        "False RolloutInProgress",
                        "replaces its pods by those of the current spec, one after the other"),
                arguments(
                        Situations.ready().reporting(report -> report, report -> report.phase(Phase.REFUSING)),
                        "False Starting",
                        "The gateway in Pod agency-gateway-b answers webhooks with 503 until it has an app secret"),
                arguments(
                        Situations.ready().secondUnavailable("it does not answer"),
                        "Unknown StatusUnavailable",
                        "The status of Pod agency-gateway-b at port 9000 is not known: it does not answer"),
                arguments(
                        Situations.ready().notAsked(),
                        "Unknown StatusUnavailable",
                        "The status of Pod agency-gateway-a at port 9000 is not known: it has not been asked yet"),
                arguments(
                        Situations.ready().reporting(report -> report, report -> report.configHash(OLDER_HASH)),
                        "False ConfigNotApplied",
                        "The gateway in Pod agency-gateway-b has not read its current configuration yet"));
    }

    /** As when the operator has started again, and one pod answers before the other. */
    @Test
    void theLastWordStandsWhileAPodIsStillToBeAsked() {
        // Given
        MetaAppStatus last = StatusReport.of(Situations.ready().build(), Clock.systemUTC());

        // When
        Verdict verdict = GatewayChecks.verdict(
                Situations.ready().lastStatus(last).secondNotAsked().build());

        // Then
        assertThat(verdict.status().value() + " " + verdict.reason()).isEqualTo("True GatewayReady");
    }

    @ParameterizedTest
    @MethodSource("situations")
    void verdict(Situations situation, String expected, String message) {
        Verdict verdict = GatewayChecks.verdict(situation.build());

        assertThat(verdict.status().value() + " " + verdict.reason())
                .as(verdict.message())
                .isEqualTo(expected);
        assertThat(verdict.message()).contains(message);
    }
}
