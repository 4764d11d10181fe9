package io.instagramoperator.operator.account.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.Pods;
import io.instagramoperator.operator.child.ChildFailure;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.report.Phase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people and tools read first: Ready, Reconciling, Stalled. */
class VerdictsTest {

    @Test
    void whenAllIsWell() {
        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(Situations.ready().build());

        // Then
        assertThat(said(verdicts, ConditionType.ACCEPTED)).isEqualTo("True Accepted");
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("True Ready");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("False Ready");
        assertThat(verdicts).doesNotContainKey(ConditionType.STALLED);
    }

    @Test
    void whileThePodStarts() {
        // When
        Map<ConditionType, Verdict> verdicts =
                Verdicts.of(Situations.ready().withoutDeployment().build());

        // Then
        assertThat(said(verdicts, ConditionType.CREDENTIALS_READY)).isEqualTo("Unknown AwaitingReceiver");
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("False Starting");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("True Starting");
        assertThat(verdicts).doesNotContainKey(ConditionType.STALLED);
    }

    @Test
    void aMissingSecretIsTheReasonAndNotItsConsequences() {
        // Given
        Situation situation = Situations.ready()
                .pod(Pods.running())
                .reporting(report -> report.phase(Phase.REFUSING)
                        .webhook(null)
                        .token(null)
                        .credentials(
                                new Credential(null, "acme-meta", "app-secret", Credential.State.MISSING),
                                new Credential(null, "acme-meta", "access-token", Credential.State.MISSING)))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(said(verdicts, ConditionType.RECEIVER_READY)).isEqualTo("False Starting");
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("False SecretNotFound");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("False SecretNotFound");
        assertThat(said(verdicts, ConditionType.STALLED)).isEqualTo("True SecretNotFound");
        assertThat(message(verdicts, ConditionType.STALLED))
                .isEqualTo(message(verdicts, ConditionType.CREDENTIALS_READY));
    }

    @Test
    void aDuplicateNamesTheElder() {
        // Given
        InstagramAccount elder = Accounts.minimal();
        elder.setMetadata(new ObjectMetaBuilder()
                .withNamespace("support")
                .withName("acme-old")
                .build());

        // When
        Map<ConditionType, Verdict> verdicts =
                Verdicts.of(Situations.ready().withoutDeployment().elder(elder).build());

        // Then
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("False DuplicateInstagramId");
        assertThat(said(verdicts, ConditionType.STALLED)).isEqualTo("True DuplicateInstagramId");
        assertThat(message(verdicts, ConditionType.READY))
                .contains("spec.instagramId 17841405822304914", "support/acme-old");
    }

    @Test
    void aSpecThatTheApiServerRefusesIsInvalid() {
        // Given
        Situation situation = Situations.ready()
                .failing(
                        new ChildFailure("PersistentVolumeClaim", "acme-receiver", Cause.INVALID, "storage: Forbidden"))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("False InvalidSpec");
        assertThat(message(verdicts, ConditionType.READY))
                .contains("PersistentVolumeClaim acme-receiver", "storage: Forbidden");
    }

    @Test
    void manualRegistrationIsNotKnown() {
        // Given
        Situation situation = Situations.ready()
                .reporting(report -> report.webhookProblem(null, "RegistrationManual", "register https://…"))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("Unknown RegistrationManual");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("True RegistrationManual");
    }

    @Test
    void pausedIsSaidAndReadyStaysTrue() {
        // Given
        Situation situation = Situations.of(Accounts.annotated("instagram-operator.io/paused", "true"))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("True Ready");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("False Paused");
        assertThat(message(verdicts, ConditionType.RECONCILING))
                .contains("kubectl -n social annotate instagramaccount acme instagram-operator.io/paused-");
    }

    @Test
    void aDeletedAccountIsNotReadyAndSaysWhatItWaitsFor() {
        // Given
        Situation situation = Situations.of(Accounts.deleted(DeletionPolicy.DRAIN))
                .reporting(report -> report.phase(Phase.DRAINING)
                        .webhookProblem(true, "GraphError", "Meta answers 503; it is tried again"))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(said(verdicts, ConditionType.READY)).isEqualTo("False Deleting");
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("True Deleting");
        assertThat(message(verdicts, ConditionType.READY))
                .contains(
                        "Meta answers 503",
                        "kubectl -n social patch instagramaccount acme --type merge -p '{\"spec\":{\"deletionPolicy\":\"Orphan\"}}'");
    }

    @Test
    void aDeletedAccountWhoseTokenIsDeadNeedsAHuman() {
        // Given
        Situation situation = Situations.of(Accounts.deleted(DeletionPolicy.DELETE))
                .reporting(
                        report -> report.phase(Phase.DRAINING).tokenProblem(false, "TokenRevoked", "put a new token"))
                .build();

        // When
        Map<ConditionType, Verdict> verdicts = Verdicts.of(situation);

        // Then
        assertThat(said(verdicts, ConditionType.RECONCILING)).isEqualTo("False Deleting");
        assertThat(said(verdicts, ConditionType.STALLED)).isEqualTo("True TokenRevoked");
    }

    private static String said(Map<ConditionType, Verdict> verdicts, ConditionType type) {
        Verdict verdict = verdict(verdicts, type);
        return verdict.status().value() + " " + verdict.reason();
    }

    private static String message(Map<ConditionType, Verdict> verdicts, ConditionType type) {
        return verdict(verdicts, type).message();
    }

    private static Verdict verdict(Map<ConditionType, Verdict> verdicts, ConditionType type) {
        Verdict verdict = verdicts.get(type);
        assertThat(verdict).as(type.type()).isNotNull();
        return verdict;
    }
}
