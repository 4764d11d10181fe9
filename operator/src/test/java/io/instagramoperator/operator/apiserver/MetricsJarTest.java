package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The built operator serves what docs/metrics.md lists. Only a process of its own shows that the meters are in the registry that is served. */
@ApiServerTest
class MetricsJarTest {

    /** Too long to stand in a measured number by chance, as four digits did once. */
    private static final String ACCOUNT_ID = "17841400000009101";

    private final ApiServer server = new ApiServer();
    private final FakeReceivers receivers = new FakeReceivers();
    private final String namespace = server.newNamespace();
    private final OperatorProcess operator =
            new OperatorProcess(Path.of(System.getenv(ApiServer.KUBECONFIG)), List.of(namespace));

    @AfterEach
    void stop() {
        operator.close();
        receivers.close();
        server.admin().close();
    }

    @Test
    void servesWhatIsDocumentedAndForgetsAnAccountThatGoes() {
        // Given
        TestAccount account = new TestAccount(server.admin(), namespace, "acme", receivers);

        // When
        account.applied(ACCOUNT_ID);
        account.subscription("crm").applied(account);

        // Then
        String of = "namespace=\"" + namespace + "\",name=\"acme\",";
        await().untilAsserted(() -> assertThat(operator.metrics())
                .contains(
                        "instagram_account_condition{" + of + "type=\"Ready\",status=\"False\"} 1.0",
                        "instagram_account_condition{" + of + "type=\"Ready\",status=\"True\"} 0.0",
                        "instagram_account_ready_reason{" + of + "reason=\"Starting\"} 1.0",
                        "instagram_operator_leader 1.0")
                .contains("instagram_subscription_condition{namespace=\"" + namespace + "\",name=\"crm\",")
                .containsPattern(series("reconciliations_success_total", "controller_name=\"instagramaccount\""))
                .containsPattern(series("instagram_operator_queue_seconds_count", "instagramaccount"))
                .containsPattern(series(
                        "instagram_operator_api_requests_seconds_count",
                        "code=\"200\",resource=\"instagramaccounts/status\",verb=\"patch\""))
                .containsPattern(series("instagram_operator_api_requests_seconds_count", "leases"))
                .doesNotContain(ACCOUNT_ID));
        assertThat(served()).isNotEmpty().isSubsetOf(documented());

        // When
        account.deleted();

        // Then
        await().untilAsserted(() -> assertThat(operator.metrics())
                .contains("instagram_operator_leader 1.0")
                .doesNotContain("name=\"acme\""));
    }

    /** A series of the metric, with this among its labels, that has counted something. */
    private static String series(String metric, String labels) {
        return "(?m)^" + metric + "\\{[^}]*" + Pattern.quote(labels) + "[^}]*} [1-9]";
    }

    private Set<String> served() {
        return Pattern.compile("(?m)^((?:instagram|reconciliations|events_received|custom_resources)[a-z_]*)")
                .matcher(operator.metrics())
                .results()
                .map(line -> line.group(1).replaceFirst("_(bucket|count|sum|max)$", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> documented() {
        try {
            return Pattern.compile("(?m)^\\| `([a-z_]+)` \\|")
                    .matcher(Files.readString(Path.of("../docs/metrics.md")))
                    .results()
                    .map(row -> row.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
