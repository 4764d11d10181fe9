package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What those who wait for an object are told, from the moment that it is created: Flux, which waits by kstatus, Argo CD with the script of
 * {@code docs/argocd}, and {@code kubectl}. Each is asked by its own code.
 */
@ApiServerTest
class GitOpsTest {

    private static final String PATH = "/apis/instagram-operator.io/v1alpha1/namespaces/%s/%s/%s";

    @RegisterExtension
    static final OperatorUnderTest operator = new OperatorUnderTest();

    @Test
    void anAccountIsInProgressFromItsFirstMomentOn() {
        // Given
        TestAccount account = operator.account("acme");

        // When
        String created = CommandLine.kubectl(manifest(account, operator.newId()), "create", "-f", "-", "-o", "json")
                .text();

        // Then
        assertThat(health(created)).containsExactly("kstatus InProgress", "argocd Progressing");
        account.awaitCondition("Reconciling", "True Starting");
        assertThat(health(account)).containsExactly("kstatus InProgress", "argocd Progressing");
    }

    @Test
    void aReadyAccountIsHealthyUntilItsSpecChanges() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        String receiver = account.pod().getStatus().getPodIP();
        assertThat(health(account)).containsExactly("kstatus Current", "argocd Healthy");

        // When
        String changed = kubectl(
                account,
                "patch",
                "iga/acme",
                "--type=merge",
                "-o",
                "json",
                "-p",
                "{\"spec\":{\"replies\":{\"perSecond\":20}}}");

        // Then
        assertThat(health(changed)).containsExactly("kstatus InProgress", "argocd Progressing");
        account.awaitCondition("Reconciling", "True ConfigNotApplied");
        assertThat(health(account)).containsExactly("kstatus InProgress", "argocd Progressing");

        // When
        account.reportsThatAllIsWell(receiver);

        // Then
        account.awaitCondition("Ready", "True Ready");
        assertThat(health(account)).containsExactly("kstatus Current", "argocd Healthy");
    }

    @Test
    void whatOnlyAHumanCanMendHasFailed() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        String receiver = account.podStarted(false);

        // When
        account.reports(receiver, "Refusing", TestAccount.SECRETS_MISSING);

        // Then
        account.awaitCondition("Stalled", "True SecretNotFound");
        assertThat(health(account)).containsExactly("kstatus Failed", "argocd Degraded");

        // When
        account.reportsThatAllIsWell(receiver);
        account.deploymentReady(1);

        // Then
        account.awaitCondition("Ready", "True Ready");
        assertThat(health(account)).containsExactly("kstatus Current", "argocd Healthy");
    }

    @Test
    void aPausedAccountIsSuspendedAndADeletedOneTerminates() {
        // Given
        TestAccount account = operator.readyAccount("acme");

        // When
        account.annotated("instagram-operator.io/paused", "true");

        // Then
        account.awaitCondition("Reconciling", "False Paused");
        assertThat(health(account)).containsExactly("kstatus Current", "argocd Suspended");

        // When
        account.annotated("instagram-operator.io/paused", null);
        account.awaitCondition("Reconciling", "False Ready");
        account.deleted();

        // Then
        account.awaitCondition("Reconciling", "True Deleting");
        assertThat(health(account)).containsExactly("kstatus Terminating", "argocd Progressing");
    }

    @Test
    void aSubscriptionIsInProgressUntilItsEventsGoOut() {
        // Given
        TestAccount account = operator.readyAccount("acme");
        TestSubscription crm = account.subscription("crm");

        // When
        crm.applied(account);

        // Then
        crm.awaitCondition("Reconciling", "True ReceiverNotReady");
        assertThat(health(crm)).containsExactly("kstatus InProgress", "argocd Progressing");

        // When
        crm.delivering(account);

        // Then
        assertThat(health(crm)).containsExactly("kstatus Current", "argocd Healthy");
    }

    @Test
    void kubectlWaitsForAsLongAsItIsNotReady() {
        // Given
        TestAccount account = operator.account("acme").applied(operator.newId());
        account.awaitCondition("Ready", "False Starting");
        assertThat(kubectl(account, "wait", "--for=condition=Ready", "iga/acme", "--timeout=1s"))
                .contains("timed out waiting for the condition");

        // When
        account.reportsThatAllIsWell(account.podStarted(true));

        // Then
        assertThat(kubectl(account, "wait", "--for=condition=Ready", "iga/acme", "--timeout=30s"))
                .contains("condition met");
    }

    /** By the same manager, as GitOps tools do on each round, while the operator writes the status. */
    @Test
    void applyingTheSameAgainChangesNothing() {
        // Given
        TestAccount account = operator.account("acme");
        String manifest = manifest(account, operator.newId());
        apply(manifest);
        account.reportsThatAllIsWell(account.podStarted(true));
        account.awaitCondition("Ready", "True Ready");
        String before = account.account().get().getMetadata().getResourceVersion();

        // When
        CommandLine.Output difference =
                CommandLine.kubectl(manifest, "diff", "--server-side", "--field-manager=gitops", "-f", "-");
        apply(manifest);

        // Then
        assertThat(difference).isEqualTo(new CommandLine.Output(0, ""));
        assertThat(account.account().get().getMetadata().getResourceVersion()).isEqualTo(before);
        await().during(Duration.ofSeconds(1)).until(() -> account.account()
                .get()
                .getMetadata()
                .getResourceVersion()
                .equals(before));
    }

    private static void apply(String manifest) {
        assertThat(CommandLine.kubectl(manifest, "apply", "--server-side", "--field-manager=gitops", "-f", "-"))
                .extracting(CommandLine.Output::exitCode)
                .isEqualTo(0);
    }

    private static String manifest(TestAccount account, String id) {
        return """
                apiVersion: instagram-operator.io/v1alpha1
                kind: InstagramAccount
                metadata: { name: %s, namespace: %s }
                spec:
                  instagramId: "%s"
                  login: Instagram
                  app: { id: "1234567890123456", secretRefs: [ { name: meta, key: app-secret } ] }
                  accessTokenRef: { name: meta, key: access-token }
                  store: { embedded: { size: 1024Mi }, retention: 7200m }
                  receiver: { resources: { requests: { cpu: "0.1" }, limits: { memory: 512Mi } } }
                """.formatted(account.name(), account.namespace(), id);
    }

    private static String kubectl(TestAccount account, String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "--namespace";
        all[1] = account.namespace();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandLine.kubectl("", all).text();
    }

    private static List<String> health(TestAccount account) {
        return health(account.client().raw(PATH.formatted(account.namespace(), "instagramaccounts", account.name())));
    }

    private static List<String> health(TestSubscription subscription) {
        return health(subscription
                .client()
                .raw(PATH.formatted(subscription.namespace(), "eventsubscriptions", subscription.name())));
    }

    /** Who says what; without the words. */
    private static List<String> health(String object) {
        CommandLine.Output output = CommandLine.run(object, "gitops-health", "../docs/argocd/health.lua");
        assertThat(output.exitCode()).as(output.text()).isZero();
        return output.text()
                .lines()
                .map(line -> String.join(" ", List.of(line.split(" ")).subList(0, 2)))
                .toList();
    }
}
