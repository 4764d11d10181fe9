package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of several accounts with the same Instagram id one is served, whoever comes and goes and whoever was there first. */
@ApiServerTest
class DuplicatesTest {

    private static final String ID = "17841400000000001";

    private ApiServer server;
    private FakeReceivers receivers;
    private String namespace;
    private String elsewhere;

    @BeforeEach
    void start() {
        server = new ApiServer();
        receivers = new FakeReceivers();
        namespace = server.newNamespace();
        elsewhere = server.newNamespace();
    }

    @AfterEach
    void stop() {
        receivers.close();
        server.admin().close();
    }

    @Test
    void ofThreeTheNextTakesOverWhenTheOldestGoes() {
        try (RunningOperator _ = operatorOf(namespace, elsewhere)) {
            // Given
            TestAccount first = account(namespace, "zoe").applied(ID);
            first.awaitChildren();
            TestAccount second = secondLater(account(elsewhere, "bob"), first);
            TestAccount third = secondLater(account(namespace, "amy"), second);
            for (TestAccount waiting : List.of(second, third)) {
                waiting.awaitCondition("Ready", "False DuplicateInstagramId");
                assertThat(waiting.condition("Stalled")).isEqualTo("True DuplicateInstagramId");
                assertThat(waiting.message("Ready")).contains(ID, namespace + "/zoe");
                assertThat(waiting.message("ReceiverReady")).startsWith("No receiver runs");
            }

            // When
            gone(first);

            // Then
            second.awaitChildren();
            second.awaitCondition("Accepted", "True Accepted");
            await().untilAsserted(() -> assertThat(third.message("Ready")).contains(elsewhere + "/bob"));
            assertThat(third.child(ConfigMap.class)).isNull();
        }
    }

    @Test
    void theOlderMayGoWhileNoOperatorRuns() {
        // Given
        TestAccount older = account(namespace, "older").applied(ID);
        TestAccount newer;
        try (RunningOperator _ = operatorOf(namespace)) {
            older.awaitChildren();
            newer = secondLater(account(namespace, "newer"), older);
            newer.awaitCondition("Ready", "False DuplicateInstagramId");
        }

        // When
        older.patched("{\"metadata\":{\"finalizers\":null}}");
        older.deleted();
        older.awaitGone();

        // Then
        try (RunningOperator _ = operatorOf(namespace)) {
            newer.awaitChildren();
            newer.awaitCondition("Accepted", "True Accepted");
        }
    }

    @Test
    void anOlderOneKeepsTheIdEvenIfItCannotBeServed() {
        try (RunningOperator _ = operatorOf(namespace)) {
            // Given
            TestAccount older = account(namespace, "older").applied(ID);
            older.awaitChildren();
            older.patchedWithWhatADeploymentRefuses();
            older.awaitCondition("Accepted", "False InvalidSpec");

            // When
            TestAccount newer = secondLater(account(namespace, "newer"), older);

            // Then
            newer.awaitCondition("Accepted", "False DuplicateInstagramId");
        }
    }

    /** The operator did not watch the namespace of the older one: it could not know of it. */
    @Test
    void aReceiverThatWasThereFirstUnsubscribesStopsAndComesBack() {
        // Given
        TestAccount older = account(elsewhere, "older").applied(ID);
        TestAccount newer = secondLater(account(namespace, "newer"), older);
        String receiver;
        try (RunningOperator _ = operatorOf(namespace)) {
            receiver = newer.podStarted(true);
            newer.reportsThatAllIsWell(receiver);
            newer.awaitCondition("Ready", "True Ready");
        }

        try (RunningOperator _ = operatorOf(namespace, elsewhere)) {
            // Then
            newer.awaitCondition("Ready", "False DuplicateInstagramId");
            await().untilAsserted(() -> assertThat(newer.config())
                    .as("unsubscribes, and keeps what is not delivered yet")
                    .contains("desired: \"Absent\"", "deletionPolicy: \"Delete\""));
            assertThat(replicas(newer)).isEqualTo(1);
            older.awaitChildren();

            // When
            newer.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT);

            // Then
            await().untilAsserted(() -> assertThat(replicas(newer)).isZero());
            newer.podEnded();
            newer.awaitMessage("ReceiverReady", "No receiver runs");
            newer.awaitCondition("Subscribed", "Unknown AwaitingReceiver");

            // When
            gone(older);

            // Then
            await().untilAsserted(() -> assertThat(replicas(newer)).isEqualTo(1));
            assertThat(newer.config()).contains("desired: \"Present\"", "deletionPolicy: \"Drain\"");
        }
    }

    @Test
    void aDuplicateWithoutAReceiverGoesAtOnce() {
        try (RunningOperator _ = operatorOf(namespace)) {
            // Given
            TestAccount older = account(namespace, "older").applied(ID);
            TestAccount newer = secondLater(account(namespace, "newer"), older);
            newer.awaitCondition("Ready", "False DuplicateInstagramId");

            // When
            newer.deleted();

            // Then
            newer.awaitGone();
            assertThat(older.condition("Accepted")).isEqualTo("True Accepted");
        }
    }

    @Test
    void ofTheSameSecondOneIsServedAndTheOtherSaysSo() {
        try (RunningOperator _ = operatorOf(namespace, elsewhere)) {
            // Given
            List<TestAccount> both = sameSecond(1);
            TestAccount one = both.getFirst();
            TestAccount other = both.getLast();

            // Then
            await().untilAsserted(() -> assertThat(Stream.of(one, other).map(account -> account.condition("Accepted")))
                    .containsExactlyInAnyOrder("True Accepted", "False DuplicateInstagramId"));
            TestAccount waiting = one.condition("Accepted").startsWith("False") ? one : other;
            await().untilAsserted(() -> assertThat(waiting.child(ConfigMap.class) == null
                            || waiting.config().contains("desired: \"Absent\""))
                    .isTrue());
        }
    }

    /** The one that sorts later is created first: it is served until the other is seen. */
    private List<TestAccount> sameSecond(int attempt) {
        String id = ID + attempt;
        TestAccount later = account(namespace, "zoe-" + attempt).applied(id);
        TestAccount sooner = account(namespace, "amy-" + attempt).applied(id);
        return created(later).equals(created(sooner)) ? List.of(later, sooner) : sameSecond(attempt + 1);
    }

    private TestAccount secondLater(TestAccount account, TestAccount older) {
        await("creation times have whole seconds")
                .until(() -> Instant.now().isAfter(created(older).plusSeconds(1)));
        return account.applied(ID);
    }

    private static void gone(TestAccount account) {
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        account.deleted();
        account.awaitGone();
    }

    private static Instant created(TestAccount account) {
        return Instant.parse(account.account().get().getMetadata().getCreationTimestamp());
    }

    private static int replicas(TestAccount account) {
        return account.child(Deployment.class).getSpec().getReplicas();
    }

    private TestAccount account(String in, String name) {
        return new TestAccount(server.admin(), in, name, receivers);
    }

    private RunningOperator operatorOf(String... namespaces) {
        return new RunningOperator(server.operator(), receivers.port(), Set.of(namespaces));
    }
}
