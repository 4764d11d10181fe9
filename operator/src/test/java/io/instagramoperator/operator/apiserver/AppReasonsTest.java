package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.app.ConditionReason;
import io.instagramoperator.crds.app.ConditionType;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reason that a condition of a MetaApp can have, from what brings it about to the stored status. A new one does not compile without its row. */
@ApiServerTest
class AppReasonsTest {

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    /** Reasons that end with the next event and not with an act of a human. */
    private static final Set<ConditionReason> WAITED_FOR = EnumSet.of(
            ConditionReason.STARTING,
            ConditionReason.ROLLOUT_IN_PROGRESS,
            ConditionReason.CONFIG_NOT_APPLIED,
            ConditionReason.DELETING);

    @AfterEach
    void removeGatewayApi() {
        new GatewayApiDefinition(operator.admin()).remove();
    }

    @ParameterizedTest
    @EnumSource
    void ofAnApp(ConditionReason reason) {
        // Given
        TestGateway gateway = operator.gateway("agency");

        // When
        Expected expected = bringAbout(reason, gateway);

        // Then
        gateway.awaitCondition(expected.type().type(), expected.status() + " " + reason.reason());
        assertThat(gateway.message(expected.type().type()))
                .as("says more than its reason, in one line")
                .hasSizeGreaterThan(20)
                .matches("\\P{Cntrl}+");
        assertThat(gateway.condition("Reconciling")).isNotEmpty();
        if (WAITED_FOR.contains(reason)) {
            assertThat(gateway.condition("Stalled")).isEmpty();
        }
    }

    private record Expected(ConditionType type, String status) {}

    private static Expected bringAbout(ConditionReason reason, TestGateway gateway) {
        return switch (reason) {
            case INVALID_SPEC -> {
                applied(gateway).awaitChildren();
                gateway.app().patched("""
                        {"spec":{"gateway":{"topologySpreadConstraints":[
                        {"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway","minDomains":2}]}}}
                        """);
                yield new Expected(ConditionType.ACCEPTED, "False");
            }
            case SECRET_NOT_FOUND -> {
                refuses(gateway, TestGateway.credentials("Missing"));
                yield new Expected(ConditionType.CREDENTIALS_READY, "False");
            }
            case SECRET_KEY_MISSING -> {
                applied(gateway).app().patched("""
                        {"spec":{"secretRefs":[{"name":"agency-meta","key":"app-secret"},{"name":"agency-meta","key":"next"}]}}
                        """);
                refuses(
                        gateway,
                        TestGateway.SECRET_PRESENT.replaceFirst(
                                "]$",
                                ",{\"name\":\"app.secretFiles[1]\",\"secret\":\"agency-meta\",\"key\":\"next\",\"state\":\"Missing\"}]"));
                yield new Expected(ConditionType.CREDENTIALS_READY, "False");
            }
            case SECRET_EMPTY -> {
                refuses(gateway, TestGateway.credentials("Empty"));
                yield new Expected(ConditionType.CREDENTIALS_READY, "False");
            }
            case AWAITING_GATEWAY -> {
                applied(gateway);
                yield new Expected(ConditionType.CREDENTIALS_READY, "Unknown");
            }
            case STARTING,
                    ROLLOUT_IN_PROGRESS,
                    CRASH_LOOPING,
                    UNSCHEDULABLE,
                    IMAGE_PULL_FAILED,
                    CONFIG_NOT_APPLIED,
                    STATUS_UNAVAILABLE -> {
                gatewayIs(reason, applied(gateway));
                yield new Expected(
                        ConditionType.GATEWAY_READY,
                        reason == ConditionReason.STATUS_UNAVAILABLE ? "Unknown" : "False");
            }
            case CLUSTER_ONLY -> {
                applied(gateway);
                yield new Expected(ConditionType.EXPOSED, "True");
            }
            case INGRESS_PENDING -> {
                applied(gateway)
                        .app()
                        .patched("{\"spec\":{\"webhook\":{\"host\":\"hooks.example.com\",\"ingress\":{}}}}");
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case GATEWAY_API_MISSING -> {
                routeWanted(applied(gateway));
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case PATH_TAKEN -> {
                new TestRoutes(gateway.account(gateway.app().name()).applied(operator.newId())).ingressWanted("{}");
                applied(gateway)
                        .app()
                        .patched("{\"spec\":{\"webhook\":{\"host\":\"hooks.example.com\",\"ingress\":{}}}}");
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case ROUTE_NOT_ACCEPTED -> {
                new GatewayApiDefinition(operator.admin()).install();
                routeWanted(applied(gateway));
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case REGISTRATION_MANUAL, CALLBACK_UNREACHABLE, CALLBACK_TAKEN, GRAPH_ERROR -> {
                applied(gateway).reportsProblem(reason.reason());
                yield new Expected(
                        ConditionType.SUBSCRIBED, reason == ConditionReason.REGISTRATION_MANUAL ? "Unknown" : "False");
            }
            case DELETING -> {
                applied(gateway).runsWell();
                gateway.deleted();
                yield new Expected(ConditionType.READY, "False");
            }
            case PAUSED -> {
                applied(gateway).runsWell();
                gateway.annotated("instagram-operator.io/paused", "true");
                yield new Expected(ConditionType.RECONCILING, "False");
            }
        };
    }

    private static void gatewayIs(ConditionReason reason, TestGateway gateway) {
        gateway.awaitChildren();
        switch (reason) {
            case ROLLOUT_IN_PROGRESS -> {
                gateway.runsWell();
                gateway.app().patched("{\"spec\":{\"gateway\":{\"logLevel\":\"DEBUG\"}}}");
            }
            case CONFIG_NOT_APPLIED -> {
                gateway.runsWell();
                gateway.app().patched("{\"spec\":{\"graph\":{\"version\":\"v26.0\"}}}");
            }
            case STATUS_UNAVAILABLE -> {
                gateway.podStarted(true);
                gateway.podStarted(true);
                gateway.deploymentReady(2);
            }
            case CRASH_LOOPING -> gateway.kubelet().waits("CrashLoopBackOff", 3);
            case UNSCHEDULABLE -> gateway.kubelet().findsNoNode("0/3 nodes are available: 3 Insufficient memory.");
            case IMAGE_PULL_FAILED -> gateway.kubelet().waits("ImagePullBackOff", 0);
            default -> gateway.podStarted(false);
        }
    }

    private static TestGateway applied(TestGateway gateway) {
        gateway.app().applied();
        return gateway;
    }

    private static void routeWanted(TestGateway gateway) {
        gateway.app().patched("""
                {"spec":{"webhook":{"host":"hooks.example.com","gateway":{"parentRefs":[{"name":"public"}]}}}}
                """);
    }

    private static void refuses(TestGateway gateway, String credentials) {
        applied(gateway).awaitChildren();
        gateway.podStarted(false);
        gateway.reports("Refusing", credentials);
    }
}
