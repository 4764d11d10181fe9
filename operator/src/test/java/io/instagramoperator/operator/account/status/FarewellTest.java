package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.webhook.WebhookStatus;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.Pods;
import io.instagramoperator.operator.account.report.ReceiverReport.Webhook;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Phase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FarewellTest {

    private static final String OLDER_HASH = "0".repeat(64);

    static Stream<Arguments> situations() {
        return Stream.of(
                arguments("orphaned while subscribed", orphaned(), "spec.deletionPolicy is Orphan"),
                arguments(
                        "a duplicate, which never had a receiver",
                        deleted().withoutDeployment(),
                        "there has never been a receiver"),
                arguments(
                        "a duplicate that has one",
                        deleted().lastStatus(subscribed()).elder(Accounts.complete()),
                        null),
                arguments(
                        "a duplicate whose receiver has left and was stopped",
                        deleted()
                                .lastStatus(subscribed())
                                .elder(Accounts.complete())
                                .withoutPod(),
                        "its Instagram id belongs to an older account, and no receiver runs"),
                arguments(
                        "drained",
                        deleted().reporting(report -> report.phase(Phase.DRAINED)),
                        "the receiver has unsubscribed and drained"),
                arguments(
                        "drained, says a receiver with an older configuration",
                        deleted()
                                .reporting(report -> report.phase(Phase.DRAINED).configHash(OLDER_HASH)),
                        null),
                arguments("draining", deleted().reporting(report -> report.phase(Phase.DRAINING)), null),
                arguments("not told yet", deleted(), null),
                arguments(
                        "its namespace goes too",
                        deleted()
                                .lastStatus(subscribed())
                                .withoutPod()
                                .failing(new ChildFailure(
                                        "Deployment", "acme-receiver", Cause.NAMESPACE_TERMINATING, "")),
                        "its namespace is being deleted, and the receiver with it"),
                arguments(
                        "the image could never be pulled",
                        deleted().pod(Pods.waiting("ErrImagePull")),
                        "its receiver has never run"),
                arguments(
                        "no node ever took it",
                        deleted().pod(Pods.unschedulable("full")),
                        "its receiver has never run"),
                arguments(
                        "the image cannot be pulled any more",
                        deleted().lastStatus(subscribed()).pod(Pods.waiting("ErrImagePull")),
                        null),
                arguments(
                        "it crashes, and may have subscribed before",
                        deleted().pod(Pods.crashing(1, "Error", 1)),
                        null),
                arguments(
                        "its Secret was never there",
                        deleted().reporting(report -> report.phase(Phase.REFUSING)
                                .webhook(null)
                                .credentials(secret(Credential.State.MISSING))),
                        "its receiver has never had the credentials to subscribe"),
                arguments(
                        "its Secret is gone, after it had subscribed",
                        deleted().lastStatus(subscribed()).reporting(report -> report.webhook(null)
                                .credentials(secret(Credential.State.MISSING))),
                        null),
                arguments(
                        "only a token of the application API is missing",
                        deleted().reporting(report -> report.webhook(null)
                                .credentials(
                                        new Credential(null, "acme-meta", "app-secret", Credential.State.PRESENT),
                                        new Credential(null, "acme-meta", "access-token", Credential.State.PRESENT),
                                        new Credential(null, "acme-api", "crm", Credential.State.MISSING))),
                        null),
                arguments(
                        "it runs and has not talked to Meta yet",
                        deleted()
                                .reporting(report ->
                                        report.webhook(new Webhook(null, List.of(), null, null, null, null, null))),
                        null),
                arguments("it runs and does not report", deleted().unavailable("it does not answer"), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void release(String name, Situations situations, String why) {
        // Given
        Situation situation = situations.build();

        // When
        Optional<String> release = Farewell.atOnce(situation).or(() -> Farewell.whenToldToGo(situation));

        // Then
        assertThat(release).isEqualTo(Optional.ofNullable(why));
    }

    private static Situations deleted() {
        return Situations.of(Accounts.deleted(DeletionPolicy.DRAIN));
    }

    private static Situations orphaned() {
        return Situations.of(Accounts.deleted(DeletionPolicy.ORPHAN)).lastStatus(subscribed());
    }

    private static Credential[] secret(Credential.State state) {
        return new Credential[] {
            new Credential(null, "acme-meta", "app-secret", state),
            new Credential(null, "acme-meta", "access-token", state)
        };
    }

    private static InstagramAccountStatus subscribed() {
        return new InstagramAccountStatus(
                1L,
                "acme",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new WebhookStatus(true, List.of("messages"), null),
                null,
                null,
                List.of());
    }
}
