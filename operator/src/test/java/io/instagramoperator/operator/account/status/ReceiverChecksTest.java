package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.Pods;
import io.instagramoperator.operator.account.report.ReceiverReport.Store;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Phase;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiverChecksTest {

    private static final String OLDER_HASH = "0".repeat(64);

    static Stream<Arguments> situations() {
        return Stream.of(
                arguments(Situations.ready(), "True", "ReceiverReady", List.of("Deployment acme-receiver")),
                arguments(
                        Situations.ready().failing(new ChildFailure("Service", "acme-receiver", Cause.OTHER, "quota")),
                        "False",
                        "ConfigNotApplied",
                        List.of("Service acme-receiver", "quota")),
                arguments(
                        Situations.ready()
                                .failing(new ChildFailure("Service", "acme-receiver", Cause.NAME_TAKEN, "no")),
                        "False",
                        "ConfigNotApplied",
                        List.of("Service acme-receiver exists in namespace social", "Delete it")),
                arguments(
                        Situations.ready().withoutDeployment(),
                        "False",
                        "Starting",
                        List.of("Deployment acme-receiver is being created")),
                arguments(
                        Situations.of(Accounts.annotated("instagram-operator.io/paused", "true"))
                                .withoutDeployment(),
                        "False",
                        "Starting",
                        List.of("kubectl -n social annotate instagramaccount acme instagram-operator.io/paused-")),
                arguments(
                        Situations.ready().replicaFailure("exceeded quota: small"),
                        "False",
                        "Unschedulable",
                        List.of("Deployment acme-receiver", "exceeded quota: small", "spec.receiver.resources")),
                arguments(
                        Situations.ready()
                                .replicaFailure("pods \"x\" is forbidden: no PriorityClass with name vip was found"),
                        "False",
                        "Unschedulable",
                        List.of("no PriorityClass with name vip", "Correct spec.receiver.priorityClassName")),
                arguments(
                        Situations.ready()
                                .failing(new ChildFailure(
                                        "PersistentVolumeClaim", "acme-receiver", Cause.VOLUME_CANNOT_GROW, "no")),
                        "True",
                        "ReceiverReady",
                        List.of("works by the current spec")),
                arguments(
                        Situations.ready().pod(Pods.unschedulable("0/3 nodes are available.")),
                        "False",
                        "Unschedulable",
                        List.of("Pod acme-receiver-5d9c", "0/3 nodes are available. Check spec.receiver.nodeSelector")),
                arguments(
                        Situations.ready().claimPhase("Pending").pod(Pods.unschedulable("unbound claim")),
                        "False",
                        "Unschedulable",
                        List.of("PersistentVolumeClaim acme-receiver", "spec.store.embedded.storageClassName")),
                arguments(
                        Situations.ready().pod(Pods.waiting("ErrImagePull")),
                        "False",
                        "ImagePullFailed",
                        List.of(
                                "registry.example.com/instagram-operator/receiver:1.2.3",
                                "spec.receiver.imagePullSecrets")),
                arguments(
                        Situations.of(Accounts.complete()).pod(Pods.waiting("ImagePullBackOff")),
                        "False",
                        "ImagePullFailed",
                        List.of("Check spec.receiver.image and")),
                arguments(
                        Situations.ready().pod(Pods.crashing(1, "Error", 3)),
                        "False",
                        "CrashLooping",
                        List.of("exit code 3", "kubectl -n social logs acme-receiver-5d9c --previous")),
                arguments(
                        Situations.ready().pod(Pods.crashing(4, "OOMKilled", 137)),
                        "False",
                        "CrashLooping",
                        List.of("spec.receiver.resources.limits.memory")),
                arguments(
                        Situations.ready().pod(Pods.waiting("CreateContainerConfigError")),
                        "False",
                        "CrashLooping",
                        List.of("Pod acme-receiver-5d9c")),
                arguments(
                        Situations.ready().pod(Pods.restarted(2, false)),
                        "False",
                        "CrashLooping",
                        List.of("Pod acme-receiver-5d9c")),
                arguments(
                        Situations.ready()
                                .pod(Pods.restarted(2, true))
                                .reporting(report -> report.store(Store.State.FULL)),
                        "False",
                        "StoreFull",
                        List.of("PersistentVolumeClaim acme-receiver")),
                arguments(
                        Situations.ready().reporting(report -> report.store(Store.State.FULL)),
                        "False",
                        "StoreFull",
                        List.of("PersistentVolumeClaim acme-receiver", "spec.store.embedded.size (now 2Gi)")),
                arguments(
                        Situations.ready().reporting(report -> report.store(Store.State.FAILED)),
                        "False",
                        "CrashLooping",
                        List.of("PersistentVolumeClaim acme-receiver", "--previous")),
                arguments(
                        Situations.ready().reporting(report -> report.configHash(OLDER_HASH)
                                .refused(configHash(), "account.login: 'x' is none of Facebook, Instagram")),
                        "False",
                        "ConfigNotApplied",
                        List.of("Pod acme-receiver-5d9c", "account.login: 'x'")),
                arguments(
                        Situations.ready()
                                .reporting(report -> report.configHash(null).refused(null, "there is no file")),
                        "False",
                        "ConfigNotApplied",
                        List.of("there is no file")),
                arguments(
                        Situations.ready().deployment(2, 1, 1, 1),
                        "False",
                        "RolloutInProgress",
                        List.of("Deployment acme-receiver")),
                arguments(
                        Situations.ready().deployment(2, 2, 0, 0).withoutPod(),
                        "False",
                        "RolloutInProgress",
                        List.of("Deployment acme-receiver")),
                arguments(
                        Situations.ready().reporting(report -> report.phase(Phase.REFUSING)),
                        "False",
                        "Starting",
                        List.of("Pod acme-receiver-5d9c answers webhooks with 503")),
                arguments(
                        Situations.ready().deployment(1, 1, 1, 0).withoutPod(),
                        "False",
                        "Starting",
                        List.of("Deployment acme-receiver creates its pod")),
                arguments(
                        Situations.ready().pod(Pods.running()),
                        "False",
                        "Starting",
                        List.of("Pod acme-receiver-5d9c is starting")),
                arguments(
                        Situations.ready().notAsked(),
                        "Unknown",
                        "StatusUnavailable",
                        List.of("Pod acme-receiver-5d9c", "it has not been asked yet")),
                arguments(
                        Situations.ready().unavailable("it does not answer"),
                        "Unknown",
                        "StatusUnavailable",
                        List.of("it does not answer", "NetworkPolicy")),
                arguments(
                        Situations.ready().reporting(report -> report.configHash(OLDER_HASH)),
                        "False",
                        "ConfigNotApplied",
                        List.of("has not read its current configuration yet")),
                arguments(
                        Situations.of(Accounts.annotated("instagram-operator.io/paused", "true"))
                                .reporting(report -> report.configHash(OLDER_HASH)),
                        "False",
                        "ConfigNotApplied",
                        List.of("older spec", "instagram-operator.io/paused-")),
                arguments(
                        Situations.of(Accounts.annotated("instagram-operator.io/paused", "true")),
                        "True",
                        "ReceiverReady",
                        List.of(
                                "works by the current configuration",
                                "keeps the pod as it is, also where the spec asks for another")));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void verdict(Situations situation, String status, String reason, List<String> parts) {
        // When
        Verdict verdict = ReceiverChecks.verdict(situation.build());

        // Then
        assertThat(verdict.status().value()).isEqualTo(status);
        assertThat(verdict.reason()).isEqualTo(reason);
        assertThat(verdict.message()).contains(parts);
    }

    @Test
    void untilAPodWasAskedItIsAsItWasSoThatANewOperatorChangesNothing() {
        // Given
        InstagramAccountStatus last =
                StatusReport.of(Situations.ready().build(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

        // When
        Verdict verdict = ReceiverChecks.verdict(
                Situations.ready().lastStatus(last).notAsked().build());

        // Then
        assertThat(verdict.isTrue()).isTrue();
    }

    @Test
    void anOlderRefusedConfigurationIsForgotten() {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.refused(OLDER_HASH, "account.login: 'x'"))
                .build();

        // When
        Verdict verdict = ReceiverChecks.verdict(situation);

        // Then
        assertThat(verdict.isTrue()).isTrue();
    }

    @Test
    void wordsOfTheKubeletThatChangeAllTheTimeAreNotRepeated() {
        // Given
        Situation situation =
                Situations.ready().pod(Pods.waiting("ImagePullBackOff")).build();

        // When
        Verdict verdict = ReceiverChecks.verdict(situation);

        // Then
        assertThat(verdict.message()).doesNotContain("words that change");
    }

    private static String configHash() {
        return Situations.ready().build().configHash();
    }
}
