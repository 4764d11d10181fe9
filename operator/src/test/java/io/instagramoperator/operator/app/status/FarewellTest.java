package io.instagramoperator.operator.app.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.ConditionType;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.account.Pods;
import io.instagramoperator.operator.app.Apps;
import io.instagramoperator.operator.app.report.GatewayReport.Webhook;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Credential.State;
import io.instagramoperator.operator.report.Phase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** When a deleted app may go, and what it says until then. */
class FarewellTest {

    static Stream<Arguments> deletedApps() {
        return Stream.of(
                arguments("its callback is still registered", registered(), null),
                arguments(
                        "all pods have unregistered",
                        registered().reporting(report -> report.phase(Phase.DRAINED)),
                        "the gateway has unregistered the callback"),
                arguments(
                        "one pod could register again",
                        registered()
                                .reporting(
                                        report -> report.phase(Phase.DRAINED),
                                        report -> report.configHash("0".repeat(64))),
                        null),
                arguments(
                        "a pod that does not report reads the same when it starts",
                        registered()
                                .reporting(report -> report.phase(Phase.DRAINED))
                                .secondUnavailable("it is not there"),
                        "the gateway has unregistered the callback"),
                arguments(
                        "its namespace goes too",
                        registered()
                                .withoutPods()
                                .failing(new ChildFailure(
                                        "Deployment", "agency-gateway", Cause.NAMESPACE_TERMINATING, "")),
                        "its namespace is being deleted, and the gateway with it"),
                arguments("nothing runs that could unregister", registered().withoutPods(), null),
                arguments(
                        "there has never been a gateway",
                        deleted().withoutDeployment(),
                        "there has never been a gateway"),
                arguments("its gateway has never run", deleted().withoutPods(), "its gateway has never run"),
                arguments(
                        "the image could never be pulled",
                        deleted().withoutPods().readyPods(0),
                        "its gateway has never run"),
                arguments(
                        "no secret, no callback",
                        deleted().reporting(report -> report.appSecret(State.MISSING)
                                .webhook(null)),
                        "its gateway has never had an app secret to register with"),
                arguments(
                        "a pod that has asked Meta may have registered",
                        deleted().reporting(report -> report.webhook(new Webhook(false, List.of(), null, null, null))),
                        null),
                arguments(
                        "Orphan",
                        Situations.of(Apps.complete()).deleted().lastStatus(status()),
                        "spec.deletionPolicy is Orphan"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("deletedApps")
    void goes(String what, Situations situations, @Nullable String why) {
        Situation situation = situations.build();

        assertThat(Farewell.atOnce(situation).or(() -> Farewell.whenToldToGo(situation)))
                .isEqualTo(Optional.ofNullable(why));
    }

    @Test
    void accountsThatReferToItHoldItWhateverThePolicy() {
        // Given
        Situation situation = Situations.of(Apps.complete())
                .accounts(Apps.shared().accounts())
                .deleted()
                .reporting(report -> report.phase(Phase.DRAINED))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(Farewell.atOnce(situation)).isEmpty();
        assertThat(Farewell.whenToldToGo(situation)).isEmpty();
        assertThat(verdict(verdicts, ConditionType.READY).message())
                .as("all that refer to it, and the one whose receiver still works with it; not the one that has left")
                .isEqualTo(
                        "Waits for those accounts that receive their webhooks through this app: acme, elsewhere, going, hosted, late, refused, switching, zebra. Delete them, or give each spec.app or another spec.appRef; those that there are: kubectl -n social get instagramaccounts");
        assertThat(verdict(verdicts, ConditionType.STALLED).reason()).isEqualTo("Deleting");
    }

    @Test
    void accountsThatGoThemselvesAreOnlyWaitedFor() {
        // Given
        List<InstagramAccount> going = Apps.shared().accounts().stream()
                .filter(account -> List.of("going", "switching")
                        .contains(account.getMetadata().getName()))
                .toList();

        // When
        Map<ConditionType, Verdict> verdicts =
                Verdicts.of(Situations.ready().accounts(going).deleted().build());

        // Then
        assertThat(verdicts).doesNotContainKey(ConditionType.STALLED);
        assertThat(verdict(verdicts, ConditionType.RECONCILING).isTrue()).isTrue();
        assertThat(verdict(verdicts, ConditionType.READY).message()).contains("through this app: going, switching.");
    }

    @Test
    void notAllOfManyAreNamed() {
        // Given
        InstagramAccount acme = Apps.shared().accounts().getFirst();
        List<InstagramAccount> many = IntStream.range(100, 300)
                .mapToObj(i -> {
                    InstagramAccount account = new InstagramAccount();
                    account.setMetadata(new io.fabric8.kubernetes.api.model.ObjectMetaBuilder(acme.getMetadata())
                            .withName("account-" + i)
                            .build());
                    account.setSpec(acme.getSpec());
                    return account;
                })
                .toList();

        // When
        Map<ConditionType, Verdict> verdicts =
                Verdicts.of(Situations.ready().accounts(many).deleted().build());

        // Then
        assertThat(verdict(verdicts, ConditionType.READY).message())
                .contains("account-108, account-109 and 190 more. Delete them");
    }

    static Stream<Arguments> waiting() {
        return Stream.of(
                arguments(
                        registered(),
                        "The gateway unregisters the callback at Meta. To let go and leave Meta as it is: "),
                arguments(
                        registered().reporting(report -> report.problem(true, "GraphError", "Meta does not answer.")),
                        "The gateway cannot unregister the callback at Meta, and keeps trying: Meta does not answer. To let go"),
                arguments(
                        registered()
                                .second(Pods.waiting("ErrImagePull"))
                                .withoutPods()
                                .readyPods(0),
                        "Waits for the gateway to unregister the callback at Meta, which it cannot now: Deployment agency-gateway creates its pods. To let go"));
    }

    @ParameterizedTest
    @MethodSource
    void waiting(Situations situation, String message) {
        assertThat(verdict(Verdicts.of(situation.build()), ConditionType.READY).message())
                .contains(message)
                .endsWith(
                        "kubectl -n social patch metaapp agency --type merge -p '{\"spec\":{\"deletionPolicy\":\"Orphan\"}}'");
    }

    @Test
    void whatTheApiServerDoesNotLetGoOfIsNamed() {
        // Given
        Situation situation = registered()
                .reporting(report -> report.phase(Phase.DRAINED))
                .failing(new ChildFailure("Service", "agency-gateway", Cause.NOT_RELEASED, "denied by policy owners."))
                .build();

        // When / Then
        assertThat(verdict(Verdicts.of(situation), ConditionType.READY).message())
                .isEqualTo(
                        "Nothing else is waited for, but Service agency-gateway cannot be left to the garbage collector, which is tried again: denied by policy owners. Let the operator change its metadata.ownerReferences");
    }

    private static Situations deleted() {
        return Situations.ready().deleted();
    }

    private static Situations registered() {
        return deleted().lastStatus(status());
    }

    private static MetaAppStatus status() {
        return new MetaAppStatus(
                1L, null, 0, null, new WebhookStatus(true, List.of("messages"), null), null, List.of(), List.of());
    }

    private static Verdict verdict(Map<ConditionType, Verdict> verdicts, ConditionType type) {
        return Objects.requireNonNull(verdicts.get(type), type.type());
    }
}
