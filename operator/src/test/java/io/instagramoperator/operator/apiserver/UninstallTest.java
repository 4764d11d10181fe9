package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The operator was uninstalled before its accounts: the commands of {@code docs/uninstall.md} let them go. */
@ApiServerTest
class UninstallTest {

    private static final Path PAGE = Path.of("../docs/uninstall.md");

    @Test
    void accountsGoByTheDocumentedCommands() throws Exception {
        // Given
        ApiServer server = new ApiServer();
        String namespace = server.newNamespace();
        try (FakeReceivers receivers = new FakeReceivers()) {
            TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers).applied("9201");
            TestAccount deleted = account.neighbour("deleted").applied("9202");
            try (RunningOperator _ =
                    new RunningOperator(server.operatorOf(namespace), receivers.port(), Set.of(namespace))) {
                account.awaitChildren();
                deleted.awaitChildren();
            }
            deleted.deleted();
            assertThat(deleted.account().get()).as("waits for the operator").isNotNull();

            // When
            String output = run(commands().replace("--all-namespaces", "--namespace " + namespace));

            // Then
            assertThat(account.account().get()).as(output).isNull();
            assertThat(deleted.account().get()).as(output).isNull();
        }
        server.admin().close();
    }

    private static String commands() throws IOException {
        String section = Files.readString(PAGE).split("## When the operator was uninstalled first", 2)[1];
        return section.split("```sh\n", 2)[1].split("```", 2)[0];
    }

    private static String run(String script) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
        bash.environment().put("KUBECONFIG", System.getenv(ApiServer.KUBECONFIG));
        Process process = bash.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
