package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the chart renders, and what it refuses to. */
class ChartTest {

    private static final Path EXPECTED = Chart.FOLDER.resolve("src/test/resources/io/instagramoperator/helm");

    @Test
    void isFreeOfLint() {
        // When
        LintResult result = new Helm(Chart.FOLDER).lint().strict().call();

        // Then
        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    }

    static Stream<Arguments> renderings() {
        Chart chart = Chart.withRegistry().with("crds.install", false);
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        return Stream.of(
                Arguments.of("all-namespaces", chart),
                Arguments.of("named-namespaces", chart.watching("social", "support")),
                Arguments.of(
                        "every-value",
                        new Chart(Chart.FOLDER, "blue", "operators", chart.values())
                                .with("image.tag", "1.2.3")
                                .with("image.pullPolicy", "Always")
                                .with("image.pullSecrets[0].name", "registry")
                                .with("receiver.image.repository", "receivers/instagram")
                                .with("receiver.image.digest", digest)
                                .with("gateway.image.repository", "gateways/instagram")
                                .with("gateway.image.tag", "2.0.0")
                                .with("receiver.allowPrivateSinks[0]", "10.0.0.0/8")
                                .with("receiver.allowPrivateSinks[1]", "fd00::/8")
                                .with("receiver.networkPolicy.enabled", false)
                                .with("receiver.networkPolicy.ingressNamespaces[0]", "ingress")
                                .with("receiver.networkPolicy.ingressNamespaces[1]", "gateways")
                                .with("commonLabels.team", "social")
                                .with("userRoles.aggregate", false)
                                .with("serviceAccount.name", "operator")
                                .with("serviceAccount.annotations.iam\\.example\\.com/role", "none")
                                .with("replicas", 2)
                                .with("strategy.type", "RollingUpdate")
                                .with("strategy.rollingUpdate.maxSurge", "50%")
                                .with("strategy.rollingUpdate.maxUnavailable", 0)
                                .with("revisionHistoryLimit", 1)
                                .with("podLabels.cost-centre", "marketing")
                                .with("podAnnotations.example\\.com/scan", "yes")
                                .with("logLevel", "DEBUG")
                                .with("resources.limits.memory", "1Gi")
                                .with("nodeSelector.disk", "ssd")
                                .with("tolerations[0].key", "dedicated")
                                .with("tolerations[0].operator", "Exists")
                                .with(
                                        "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
                                                + ".nodeSelectorTerms[0].matchExpressions[0].key",
                                        "kubernetes.io/arch")
                                .with(
                                        "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
                                                + ".nodeSelectorTerms[0].matchExpressions[0].operator",
                                        "Exists")
                                .with("topologySpreadConstraints[0].maxSkew", 1)
                                .with("topologySpreadConstraints[0].topologyKey", "kubernetes.io/hostname")
                                .with("topologySpreadConstraints[0].whenUnsatisfiable", "DoNotSchedule")
                                .with("priorityClassName", "platform")
                                .with("networkPolicy.enabled", true)
                                .with("networkPolicy.apiServerPorts[0]", 16443)
                                .with("networkPolicy.from[0].namespaceSelector.matchLabels.team", "monitoring")
                                .with("fullnameOverride", "igop")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("renderings")
    void rendersWhatIsExpected(String name, Chart chart) throws IOException {
        // Given
        Path expected = EXPECTED.resolve(name + ".yaml");

        // When
        String rendered = chart.render();

        // Then
        if (Boolean.getBoolean(Chart.REGENERATE)) {
            Files.writeString(expected, rendered);
        }
        assertThat(rendered)
                .as("to make %s anew, and then review it: mvn test -pl helm -D%s=true", expected, Chart.REGENERATE)
                .isEqualTo(Files.readString(expected));
    }
}
