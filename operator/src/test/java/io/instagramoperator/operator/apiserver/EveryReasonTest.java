package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reason that a condition of an account can have, from what brings it about to the stored status. A new one does not compile without its row. */
@ApiServerTest
class EveryReasonTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    /** Reasons that end with the next event and not with an act of a human. */
    private static final Set<ConditionReason> WAITED_FOR = EnumSet.of(
            ConditionReason.STARTING,
            ConditionReason.ROLLOUT_IN_PROGRESS,
            ConditionReason.CONFIG_NOT_APPLIED,
            ConditionReason.GATEWAY_PENDING,
            ConditionReason.DELETING);

    @AfterEach
    void removeGatewayApi() {
        new GatewayApiDefinition(operator.admin()).remove();
    }

    @ParameterizedTest
    @EnumSource
    void ofAnAccount(ConditionReason reason) {
        // Given
        TestAccount account = operator.account("acme");

        // When
        Expected expected = bringAbout(reason, account);

        // Then
        account.awaitCondition(expected.type().type(), expected.status() + " " + reason.reason());
        assertThat(account.message(expected.type().type()))
                .as("says more than its reason, in one line")
                .hasSizeGreaterThan(20)
                .matches("\\P{Cntrl}+");
        assertThat(account.condition("Reconciling")).isNotEmpty();
        if (WAITED_FOR.contains(reason)) {
            assertThat(account.condition("Stalled")).isEmpty();
        }
    }

    private record Expected(ConditionType type, String status) {}

    private static Expected bringAbout(ConditionReason reason, TestAccount account) {
        return switch (reason) {
            case DUPLICATE_INSTAGRAM_ID -> {
                TestAccount older = operator.readyAccount("older");
                Instant created =
                        Instant.parse(older.account().get().getMetadata().getCreationTimestamp());
                await("creation times have whole seconds")
                        .until(() -> Instant.now().isAfter(created.plusSeconds(1)));
                account.applied(older.account().get().getSpec().instagramId());
                yield new Expected(ConditionType.ACCEPTED, "False");
            }
            case APP_NOT_FOUND -> {
                account.sharing(account.app("agency"), operator.newId());
                yield new Expected(ConditionType.ACCEPTED, "False");
            }
            case INVALID_SPEC -> {
                account.applied(operator.newId()).awaitChildren();
                account.patchedWithWhatADeploymentRefuses();
                yield new Expected(ConditionType.ACCEPTED, "False");
            }
            case SECRET_NOT_FOUND -> credentials("Missing", "Missing", account);
            case SECRET_KEY_MISSING -> credentials("Present", "Missing", account);
            case SECRET_EMPTY -> credentials("Present", "Empty", account);
            case AWAITING_RECEIVER -> {
                account.applied(operator.newId());
                yield new Expected(ConditionType.CREDENTIALS_READY, "Unknown");
            }
            case STARTING,
                    ROLLOUT_IN_PROGRESS,
                    CRASH_LOOPING,
                    UNSCHEDULABLE,
                    IMAGE_PULL_FAILED,
                    CONFIG_NOT_APPLIED,
                    STATUS_UNAVAILABLE,
                    STORE_FULL -> {
                receiverIs(reason, account);
                yield new Expected(
                        ConditionType.RECEIVER_READY,
                        reason == ConditionReason.STATUS_UNAVAILABLE ? "Unknown" : "False");
            }
            case CLUSTER_ONLY -> {
                account.applied(operator.newId());
                yield new Expected(ConditionType.EXPOSED, "True");
            }
            case INGRESS_PENDING -> {
                new TestRoutes(account.applied(operator.newId())).ingressWanted("{}");
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case GATEWAY_API_MISSING -> {
                new TestRoutes(account.applied(operator.newId())).gatewayWanted();
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case PATH_TAKEN -> {
                TestApp older = account.app("acme").applied();
                older.patched("{\"spec\":{\"webhook\":{\"host\":\"hooks.example.com\",\"ingress\":{}}}}");
                Instant created = Instant.parse(older.app().get().getMetadata().getCreationTimestamp());
                await("creation times have whole seconds")
                        .until(() -> Instant.now().isAfter(created.plusSeconds(1)));
                new TestRoutes(account.applied(operator.newId())).ingressWanted("{}");
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case ROUTE_NOT_ACCEPTED -> {
                new GatewayApiDefinition(operator.admin()).install();
                new TestRoutes(account.applied(operator.newId())).gatewayWanted();
                yield new Expected(ConditionType.EXPOSED, "False");
            }
            case REGISTRATION_MANUAL,
                    CALLBACK_UNREACHABLE,
                    CALLBACK_TAKEN,
                    ACCOUNT_NOT_SUBSCRIBED,
                    MESSAGE_ACCESS_OFF,
                    GRAPH_ERROR -> {
                account.applied(operator.newId()).reportsProblem("webhook", "\"registered\":false,", reason.reason());
                yield new Expected(
                        ConditionType.SUBSCRIBED, reason == ConditionReason.REGISTRATION_MANUAL ? "Unknown" : "False");
            }
            case AWAITING_GATEWAY -> {
                account.sharing(account.app("agency").applied(), operator.newId());
                account.reportsThatAllIsWell(account.podStarted(true));
                yield new Expected(ConditionType.SUBSCRIBED, "Unknown");
            }
            case GATEWAY_PENDING -> {
                account.sharing(account.app("agency").applied(), operator.newId())
                        .reportsProblem("webhook", "\"accountSubscribed\":false,", reason.reason());
                yield new Expected(ConditionType.SUBSCRIBED, "False");
            }
            case TOKEN_EXPIRED, TOKEN_EXPIRING_SOON, TOKEN_REVOKED, PERMISSION_MISSING, WRONG_ACCOUNT, UNVERIFIED -> {
                account.applied(operator.newId()).reportsProblem("token", "\"valid\":true,", reason.reason());
                yield new Expected(
                        ConditionType.TOKEN_VALID,
                        switch (reason) {
                            case TOKEN_EXPIRING_SOON -> "True";
                            case UNVERIFIED -> "Unknown";
                            default -> "False";
                        });
            }
            case SUBSCRIPTION_FAILING -> delivering(account, "\"breaker\":\"Open\"");
            case BACKLOG_GROWING -> delivering(account, "\"breaker\":\"Closed\",\"backlog\":1,\"oldestSeconds\":400");
            case NO_SUBSCRIPTION -> {
                ready(account);
                yield new Expected(ConditionType.DELIVERING, "Unknown");
            }
            case DELETING -> {
                ready(account);
                account.deleted();
                yield new Expected(ConditionType.READY, "False");
            }
            case PAUSED -> {
                ready(account);
                account.annotated("instagram-operator.io/paused", "true");
                yield new Expected(ConditionType.RECONCILING, "False");
            }
        };
    }

    private static void receiverIs(ConditionReason reason, TestAccount account) {
        switch (reason) {
            case ROLLOUT_IN_PROGRESS -> {
                ready(account);
                account.patched("{\"spec\":{\"receiver\":{\"logLevel\":\"DEBUG\"}}}");
            }
            case CONFIG_NOT_APPLIED -> {
                ready(account);
                account.patched("{\"spec\":{\"replies\":{\"perSecond\":20}}}");
            }
            case STATUS_UNAVAILABLE -> account.applied(operator.newId()).podStarted(true);
            case STORE_FULL -> {
                account.applied(operator.newId());
                account.reports(
                        account.podStarted(false),
                        "Refusing",
                        TestAccount.SECRETS_PRESENT + ",\"store\":{\"state\":\"Full\"}");
            }
            default -> {
                Kubelet kubelet = new Kubelet(account.applied(operator.newId()));
                switch (reason) {
                    case CRASH_LOOPING -> kubelet.waits("CrashLoopBackOff", 3);
                    case UNSCHEDULABLE -> kubelet.findsNoNode("0/3 nodes are available: 3 Insufficient memory.");
                    case IMAGE_PULL_FAILED -> kubelet.waits("ImagePullBackOff", 0);
                    default -> account.awaitChildren();
                }
            }
        }
    }

    private static Expected credentials(String appSecret, String accessToken, TestAccount account) {
        account.applied(operator.newId());
        account.reports(account.podStarted(false), "Refusing", """
                ,"credentials":[{"name":"app.secretFiles[0]","secret":"meta","key":"app-secret","state":"%s"},
                {"name":"accessTokenFile","secret":"meta","key":"access-token","state":"%s"}]
                """.formatted(appSecret, accessToken));
        return new Expected(ConditionType.CREDENTIALS_READY, "False");
    }

    private static Expected delivering(TestAccount account, String about) {
        ready(account);
        account.subscription("crm").applied(account).awaitToldTo(account);
        account.reportsOnSubscriptions(
                account.pod().getStatus().getPodIP(), "{\"name\":\"crm\",\"cursor\":\"AAAB\"," + about + "}");
        return new Expected(ConditionType.DELIVERING, "False");
    }

    private static void ready(TestAccount account) {
        account.applied(operator.newId());
        account.reportsThatAllIsWell(account.podStarted(true));
        account.awaitCondition("Ready", "True Ready");
    }
}
