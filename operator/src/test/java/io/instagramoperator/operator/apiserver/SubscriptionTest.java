package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.crds.subscription.AccountDelivery;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A subscription's life, with a real API server; pods, controllers and receivers are played by the tests. */
@ApiServerTest
class SubscriptionTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void anApplicationSubscribes() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String receiver = account.pod().getStatus().getPodIP();
        account.awaitCondition("Delivering", "Unknown NoSubscription");

        // When
        TestSubscription crm = account.subscription("crm").applied(account);

        // Then
        crm.awaitToldTo(account);
        assertThat(account.config()).contains("https://crm.example.com/hooks", "secrets/crm-hook/secret");
        assertThat(Mounts.secrets(account)).contains("crm-hook");
        crm.awaitCondition("Accepted", "True Accepted");
        crm.awaitCondition("Ready", "Unknown ReceiverNotReady");
        assertThat(crm.condition("Reconciling")).isEqualTo("True ReceiverNotReady");

        // When
        account.deploymentReady(1);
        account.reportsOnSubscriptions(receiver, crm.well());

        // Then
        crm.awaitCondition("Ready", "True Ready");
        assertThat(crm.condition("Reconciling")).isEqualTo("False Ready");
        assertThat(crm.status().matchedAccounts()).isEqualTo(1);
        assertThat(crm.status().backlog()).isZero();
        assertThat(crm.status().accounts())
                .containsExactly(new AccountDelivery("acme", "AAAB", 0, null, 0, "Closed", false, null));
        account.awaitCondition("Delivering", "True Delivering");
        assertThat(account.account().get().getStatus().backlog()).isZero();
    }

    @Test
    void aChangeIsNotJudgedByWhatWasReportedBefore() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription crm = account.subscription("crm").applied(account).delivering(account);
        String receiver = account.pod().getStatus().getPodIP();

        // When
        crm.patched("{\"spec\":{\"sink\":{\"http\":{\"url\":\"https://crm.example.com/v2\"}}}}");

        // Then
        crm.awaitCondition("Ready", "Unknown ReceiverNotReady");
        await().untilAsserted(() -> assertThat(account.config()).contains("https://crm.example.com/v2"));

        // When
        account.reportsOnSubscriptions(receiver, crm.failing("Address", "10.0.0.7 is private"));

        // Then
        crm.awaitCondition("Ready", "False AddressRefused");
        assertThat(crm.status().observedGeneration()).isEqualTo(2);
    }

    @Test
    void aSubscriptionThatGoesIsTakenFromTheReceiver() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription crm = account.subscription("crm").applied(account).delivering(account);

        // When
        crm.deleted();

        // Then
        await().untilAsserted(() -> assertThat(account.config()).doesNotContain("crm"));
        await().untilAsserted(() -> assertThat(Mounts.secrets(account)).doesNotContain("crm-hook"));
        account.awaitCondition("Delivering", "Unknown NoSubscription");
    }

    @Test
    void aSelectorFollowsTheLabelsOfAccounts() {
        // Given
        TestAccount acme = operator.readyAccount("acme");
        TestAccount globex = acme.neighbour("globex").applied(operator.newId());
        String globexReceiver = globex.podStarted(true);
        TestSubscription crm = acme.subscription("crm")
                .applied("accountSelector: { matchLabels: { team: sales } }", "service: { name: crm, port: 8080 }");
        crm.awaitCondition("Ready", "False NoAccountMatches");
        assertThat(crm.condition("Stalled")).isEqualTo("True NoAccountMatches");

        // When
        acme.patched("{\"metadata\":{\"labels\":{\"team\":\"sales\"}}}");
        globex.patched("{\"metadata\":{\"labels\":{\"team\":\"sales\"}}}");

        // Then
        crm.awaitToldTo(acme);
        crm.awaitToldTo(globex);
        assertThat(globex.config()).contains("http://crm." + globex.namespace() + ".svc:8080/", "ownService: true");

        // When
        acme.deploymentReady(1);
        globex.deploymentReady(1);
        acme.reportsOnSubscriptions(acme.pod().getStatus().getPodIP(), crm.well());
        globex.reportsOnSubscriptions(globexReceiver, crm.failing("Timeout", "no answer within 15 s"));

        // Then
        crm.awaitCondition("Ready", "False EndpointFailing");
        assertThat(crm.message("Ready")).contains("globex", "no answer within 15 s");
        assertThat(crm.status().matchedAccounts()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(crm.status().accounts())
                .extracting(AccountDelivery::name)
                .containsExactly("acme", "globex"));

        // When
        globex.patched("{\"metadata\":{\"labels\":{\"team\":\"support\"}}}");

        // Then
        await().untilAsserted(() -> assertThat(globex.config()).doesNotContain("crm"));
        crm.awaitCondition("Ready", "True Ready");
        assertThat(crm.status().matchedAccounts()).isEqualTo(1);
    }

    @Test
    void aSubscriptionMovesFromOneAccountToAnother() {
        // Given
        TestAccount acme = operator.account("acme").applied(operator.newId());
        TestAccount globex = acme.neighbour("globex").applied(operator.newId());
        acme.awaitChildren();
        globex.awaitChildren();
        TestSubscription crm = acme.subscription("crm").applied(acme);
        crm.awaitToldTo(acme);

        // When
        crm.patched("{\"spec\":{\"accountRef\":{\"name\":\"globex\"}}}");

        // Then
        crm.awaitToldTo(globex);
        await().untilAsserted(() -> assertThat(acme.config()).doesNotContain("crm"));
    }

    @Test
    void reconcilingAgainWritesNothing() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription crm = account.subscription("crm").applied(account).delivering(account);
        account.awaitCondition("Delivering", "True Delivering");
        Map<String, String> children = account.resourceVersions();
        String unchanged = crm.resourceVersion();
        int before = operator.reconciled(crm);

        // When
        account.patched("{\"metadata\":{\"labels\":{\"looked-at\":\"today\"}}}");
        String touched = account.account().get().getMetadata().getResourceVersion();
        await().until(() -> operator.reconciled(crm) > before);

        // Then
        assertThat(crm.resourceVersion()).isEqualTo(unchanged);
        assertThat(account.resourceVersions()).isEqualTo(children);
        assertThat(account.account().get().getMetadata().getResourceVersion()).isEqualTo(touched);
    }
}
