package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people see of an account's life with kubectl describe, without looking at it all the time. */
@ApiServerTest
class EventsTest {

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void describeTellsHowAnAccountBecameReady() {
        // When
        TestAccount account = operator.readyAccount("acme");

        // Then
        await().untilAsserted(() -> assertThat(describe(account))
                .containsSubsequence("Events:", "Type", "Reason", "Age", "From", "Message")
                .containsPattern(
                        "Normal +Created +\\S+ +instagram-operator +Created ConfigMap acme-receiver, ServiceAccount acme-receiver,"
                                + " PersistentVolumeClaim acme-receiver, Service acme-receiver, Deployment acme-receiver")
                .containsPattern("Normal +Starting +\\S+ +instagram-operator +")
                .containsPattern("Normal +Ready +\\S+ +instagram-operator +"));
        assertThat(CommandLine.printsOfKubectl(
                        "events", "--namespace", account.namespace(), "--for", "instagramaccount/acme"))
                .containsPattern("Normal +Ready +InstagramAccount/acme ");
    }

    @Test
    void whatIsWrongIsAWarningAndIsToldOnce() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(true);

        // When
        account.reports(receiver, "Running", TestAccount.SECRETS_MISSING);

        // Then
        account.awaitCondition("Ready", "False SecretNotFound");
        await().untilAsserted(() -> assertThat(describe(account))
                .containsPattern("Warning +SecretNotFound +\\S+ +instagram-operator +Secret .*meta"));
        assertThat(events(account, "SecretNotFound")).hasSize(1);
    }

    @Test
    void theSameAgainIsCountedAndNotToldAnew() {
        // Given
        TestAccount account = operator.account("taken");
        operator.admin()
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace(account.namespace())
                        .withName(account.childName())
                        .endMetadata()
                        .build())
                .create();

        // When
        account.applied(operator.newId());

        // Then
        await().untilAsserted(() -> assertThat(events(account, "ApplyFailed"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getCount()).isGreaterThan(1);
                    assertThat(event.getType()).isEqualTo("Warning");
                    assertThat(event.getMessage()).contains("ConfigMap taken-receiver could not be applied: ");
                }));
        assertThat(describe(account)).containsPattern("Warning +ApplyFailed +\\S+ \\(x[0-9]+ over [0-9]+s\\)");
    }

    @Test
    void calmIsNotToldAndAChangeIs() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        await().untilAsserted(() -> assertThat(events(account, "Ready")).hasSize(1));
        String versions = versions(account);
        int reconciled = operator.reconciled(account);

        // When
        account.annotated("instagram-operator.io/paused", "false");

        // Then
        await().until(() -> operator.reconciled(account) > reconciled);
        assertThat(versions(account)).isEqualTo(versions);

        // When
        account.annotated("instagram-operator.io/refresh", "1");

        // Then
        await().untilAsserted(() -> assertThat(events(account, "Updated"))
                .singleElement()
                .satisfies(event -> assertThat(event.getMessage()).isEqualTo("Updated ConfigMap acme-receiver")));
    }

    @Test
    void deletionIsToldToTheEnd() {
        // Given
        TestAccount account = operator.readyAccount("acme");

        // When
        account.patched("{\"spec\":{\"deletionPolicy\":\"Orphan\"}}");
        account.deleted();

        // Then
        account.awaitGone();
        await().untilAsserted(() -> assertThat(events(account, "Released"))
                .singleElement()
                .extracting(Event::getMessage)
                .isEqualTo("The account goes: spec.deletionPolicy is Orphan"));
    }

    @Test
    void aSubscriptionHasItsOwn() {
        // Given
        TestAccount account = operator.account("acme");

        // When
        TestSubscription crm = account.subscription("crm").applied(account);

        // Then
        await().untilAsserted(() -> assertThat(CommandLine.printsOfKubectl(
                        "describe", "igsub", crm.name(), "--namespace", account.namespace()))
                .containsPattern("Warning +AccountNotFound +\\S+ +instagram-operator +"));
    }

    private static String describe(TestAccount account) {
        return CommandLine.printsOfKubectl("describe", "iga", account.name(), "--namespace", account.namespace());
    }

    private static List<Event> events(TestAccount account, String reason) {
        return operator.admin().v1().events().inNamespace(account.namespace()).list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .toList();
    }

    private static String versions(TestAccount account) {
        return operator.admin().v1().events().inNamespace(account.namespace()).list().getItems().stream()
                .map(event -> event.getReason() + " " + event.getMetadata().getResourceVersion())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
