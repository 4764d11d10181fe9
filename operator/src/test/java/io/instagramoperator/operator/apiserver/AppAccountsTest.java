package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The gateway's routing table follows the accounts, and no pod is replaced for it. */
@ApiServerTest
class AppAccountsTest {

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    @Test
    void anAccountIsInTheTableFromItsFirstMomentToItsLast() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        Long template = gateway.child(Deployment.class).getMetadata().getGeneration();

        // When
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());
        TestAccount beta = gateway.account("beta").sharing(gateway.app(), operator.newId());

        // Then
        await().untilAsserted(() -> assertThat(rows(gateway)).containsExactly("acme", "beta"));
        assertThat(gateway.config())
                .contains("url: \"http://acme-receiver." + gateway.app().namespace() + ".svc:8080/webhooks/"
                        + gateway.app().namespace() + "/acme\"");
        gateway.awaitCondition("GatewayReady", "False ConfigNotApplied");
        await().untilAsserted(() -> assertThat(gateway.pods())
                .allSatisfy(pod -> assertThat(pod.getMetadata().getAnnotations())
                        .containsEntry("instagram-operator.io/config-hash", gateway.configHash())));
        assertThat(gateway.app().app().get().getStatus().accounts()).isEqualTo(2);

        // When
        gateway.reportsThatAllIsWell();
        gateway.awaitCondition("Ready", "True Ready");
        String receiver = acme.podStarted(true);
        acme.reportsThatAllIsWell(receiver);
        acme.awaitCondition("ReceiverReady", "True ReceiverReady");
        acme.deleted();
        await().untilAsserted(() -> assertThat(acme.config()).contains("desired: \"Absent\""));

        // Then
        assertThat(rows(gateway)).as("its receiver still unsubscribes").containsExactly("acme", "beta");

        // When
        acme.reports(receiver, "Drained", TestAccount.SECRETS_PRESENT);
        acme.awaitGone();

        // Then
        await().untilAsserted(() -> assertThat(rows(gateway)).containsExactly("beta"));
        await().untilAsserted(() ->
                assertThat(gateway.app().app().get().getStatus().accounts()).isEqualTo(1));
        assertThat(gateway.child(Deployment.class).getMetadata().getGeneration())
                .as("no pod is replaced")
                .isEqualTo(template);
        assertThat(beta.account().get()).isNotNull();
    }

    @Test
    void anAccountThatLeavesStaysInTheTableWhileMetaMayRepeat() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());
        await().untilAsserted(() -> assertThat(acme.account().get().getStatus().app())
                .isNotNull()
                .satisfies(app -> assertThat(app.name()).isEqualTo("agency")));

        // When
        acme.patched("""
                {"spec":{"appRef":null,"app":{"id":"1234567890123456","secretRefs":[{"name":"meta","key":"app-secret"}]}}}
                """);

        // Then
        await().untilAsserted(() ->
                assertThat(acme.account().get().getStatus().retiredApp()).isNotNull());
        await().untilAsserted(() ->
                assertThat(gateway.app().app().get().getStatus().accounts()).isEqualTo(0));
        assertThat(rows(gateway)).containsExactly("acme");

        // When
        gateway.reportsThatAllIsWell();
        gateway.awaitCondition("Ready", "True Ready");
        TestGateway other = new TestGateway(acme.app("other"), gateway.receivers());
        other.app().applied();
        acme.patched("{\"spec\":{\"app\":null,\"appRef\":{\"name\":\"other\"}}}");

        // Then
        await().untilAsserted(() -> assertThat(rows(other)).containsExactly("acme"));
        await("only the last app that was left is remembered")
                .untilAsserted(() -> assertThat(rows(gateway)).isEmpty());
    }

    @Test
    void ofTwoAccountsWithTheSameIdTheOlderOneIsServed() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");
        String id = operator.newId();
        TestAccount older = gateway.account("older").sharing(gateway.app(), id);
        await().untilAsserted(() -> assertThat(rows(gateway)).containsExactly("older"));
        Instant created = Instant.parse(older.account().get().getMetadata().getCreationTimestamp());
        await("creation times have whole seconds").until(() -> Instant.now().isAfter(created.plusSeconds(1)));

        // When
        TestAccount newer = gateway.account("newer").sharing(gateway.app(), id);

        // Then
        await().untilAsserted(() -> assertThat(newer.condition("Accepted")).isEqualTo("False DuplicateInstagramId"));
        await().untilAsserted(() ->
                assertThat(gateway.app().app().get().getStatus().accounts()).isEqualTo(2));
        assertThat(rows(gateway)).containsExactly("older");

        // When
        older.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        older.deleted();

        // Then
        await().untilAsserted(() -> assertThat(rows(gateway)).containsExactly("newer"));
    }

    @Test
    void aDuplicateOfAnAccountElsewhereIsNotServed() {
        // Given
        String id = operator.newId();
        TestAccount older = operator.account("older").applied(id);
        Instant created = Instant.parse(older.account().get().getMetadata().getCreationTimestamp());
        TestGateway gateway = withoutPods();
        await("creation times have whole seconds").until(() -> Instant.now().isAfter(created.plusSeconds(1)));

        // When
        TestAccount newer = gateway.account("newer").sharing(gateway.app(), id);
        await().untilAsserted(() -> assertThat(newer.condition("Accepted")).isEqualTo("False DuplicateInstagramId"));
        gateway.account("other").sharing(gateway.app(), operator.newId());

        // Then
        await().untilAsserted(() -> assertThat(rows(gateway)).containsExactly("other"));
    }

    @Test
    void metaIsAskedForTheFieldsOfAllAccounts() {
        // Given
        TestGateway gateway = operator.readyGateway("agency");

        // When
        TestAccount acme = gateway.account("acme").sharing(gateway.app(), operator.newId());
        acme.patched("{\"spec\":{\"webhook\":{\"fields\":[\"comments\"]}}}");

        // Then
        await().untilAsserted(() ->
                assertThat(gateway.config()).contains("- \"comments\"").contains("- \"messages\""));

        // When
        acme.patched("{\"spec\":{\"webhook\":{\"fields\":[\"mentions\"]}}}");

        // Then
        await().untilAsserted(() ->
                assertThat(gateway.config()).contains("- \"mentions\"").doesNotContain("- \"comments\""));
    }

    /** One that is looked at only when something happens: pods that wait for their volumes are looked at again and again. */
    private static TestGateway withoutPods() {
        TestGateway gateway = operator.gateway("agency");
        gateway.app().applied();
        gateway.awaitChildren();
        return gateway;
    }

    private static List<String> rows(TestGateway gateway) {
        return Stream.of(gateway.config())
                .flatMap(String::lines)
                .dropWhile(line -> !line.equals("accounts:"))
                .filter(line -> line.startsWith("  name: "))
                .map(line -> line.substring("  name: ".length()).replace("\"", ""))
                .toList();
    }
}
