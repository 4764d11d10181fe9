package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts, dashboard and what has the pods scraped: on demand, complete, and about metrics that exist. */
class MonitoringTest {

    private static final Path ALERTS = Chart.FOLDER.resolve("alerts/alerts.yaml");
    private static final Path PAGE = Chart.FOLDER.resolveSibling("docs").resolve("alerts.md");
    private static final Path DASHBOARD = Chart.FOLDER.resolve("dashboards/instagram.json");

    @Test
    void isLeftOutUntilItIsWanted() {
        assertThat(Chart.withRegistry().render())
                .doesNotContain("monitoring.coreos.com")
                .doesNotContain("grafana_dashboard");
    }

    @Test
    void theAlertsAreARuleOfThePrometheusOperator() throws IOException {
        // Given
        Chart chart = Chart.withRegistry()
                .with("monitoring.prometheusRule.enabled", true)
                .with("monitoring.prometheusRule.runbookUrl", "https://runbooks.example.com/instagram")
                .with("monitoring.prometheusRule.labels.release", "prometheus");

        // When
        GenericKubernetesResource rule = rendered(chart, "PrometheusRule").getFirst();

        // Then
        assertThat(rule.getMetadata().getLabels()).containsEntry("release", "prometheus");
        assertThat(Serialization.asYaml(rule.<Object>get("spec", "groups")))
                .isEqualTo(Serialization.asYaml(groups().get("groups"))
                        .replace("docs/alerts.md", "https://runbooks.example.com/instagram"));
    }

    @Test
    void everyAlertSaysHowBadItIsWhatHasHappenedAndWhatToDo() throws IOException {
        assertThat(rules()).isNotEmpty().allSatisfy(rule -> {
            String name = rule.path("alert").asText();
            assertThat(rule.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).as(name).isNotBlank();
            assertThat(rule.at("/annotations/description").asText()).as(name).isNotBlank();
            assertThat(rule.at("/annotations/runbook_url").asText())
                    .isEqualTo("docs/alerts.md#" + name.toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void everyAlertHasASectionAndEverySectionAnAlert() throws IOException {
        // When
        List<String> sections = Pattern.compile("(?m)^### (\\S+)$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(heading -> heading.group(1))
                .toList();

        // Then
        assertThat(sections)
                .containsExactlyInAnyOrderElementsOf(rules().stream()
                        .map(rule -> rule.path("alert").asText())
                        .toList());
        assertThat(Files.readString(PAGE).split("(?m)^### ", -1))
                .allSatisfy(section -> assertThat(section).containsAnyOf("# Alerts", "**Meaning.**"))
                .filteredOn(section -> section.startsWith("Instagram"))
                .allSatisfy(section -> assertThat(section).contains("**Meaning.**", "**Look.**", "**Do.**"));
    }

    @Test
    void everyAlertIsTestedToFireAndToBeSilent() throws IOException {
        // Given
        String tests = Files.readString(Chart.FOLDER.resolve("src/test/promtool/alerts-test.yaml"));

        // Then
        assertThat(rules()).allSatisfy(rule -> assertThat(tests)
                .contains(
                        "name: " + rule.path("alert").asText() + " fires",
                        "name: " + rule.path("alert").asText() + " is silent"));
    }

    @Test
    void theQueriesAreAboutMetricsThatExist() throws IOException {
        // Given
        JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());

        // When
        Set<String> ofAlerts = rules().stream()
                .flatMap(rule -> KnownMetrics.usedBy(rule.path("expr").asText()))
                .collect(Collectors.toSet());
        Set<String> ofDashboard = dashboard.findValuesAsText("expr").stream()
                .flatMap(KnownMetrics::usedBy)
                .collect(Collectors.toSet());

        // Then
        assertThat(ofAlerts).hasSizeGreaterThan(10).isSubsetOf(KnownMetrics.documented());
        assertThat(ofDashboard).hasSizeGreaterThan(15).isSubsetOf(KnownMetrics.documented());
    }

    @Test
    void theDashboardIsFoundByGrafana() throws IOException {
        // Given
        Chart chart = Chart.withRegistry().with("monitoring.dashboard.enabled", true);

        // When
        ConfigMap dashboard = chart.rendered(ConfigMap.class).getFirst();

        // Then
        assertThat(dashboard.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(new ObjectMapper().readTree(dashboard.getData().get("instagram.json")))
                .isEqualTo(new ObjectMapper().readTree(DASHBOARD.toFile()));
    }

    @Test
    void theOperatorAllReceiversAndAllGatewaysAreScraped() {
        // Given
        Chart chart = Chart.withRegistry().with("monitoring.podMonitor.enabled", true);

        // When
        List<GenericKubernetesResource> everywhere = rendered(chart, "PodMonitor");
        List<GenericKubernetesResource> named = rendered(chart.watching("social"), "PodMonitor");

        // Then
        assertThat(everywhere)
                .extracting(monitor -> monitor.get("spec", "selector", "matchLabels", "app.kubernetes.io/name"))
                .containsExactly("instagram-operator", "instagram-receiver", "instagram-gateway");
        assertThat(everywhere.getFirst().<Object>get("spec", "podMetricsEndpoints", 0, "honorLabels"))
                .isEqualTo(true);
        assertThat(everywhere.getLast().<Object>get("spec", "namespaceSelector"))
                .isEqualTo(Map.of("any", true));
        assertThat(named.getLast().<Object>get("spec", "namespaceSelector"))
                .isEqualTo(Map.of("matchNames", List.of("social")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            monitoring.podMonitor.interval       | often | at '/monitoring/podMonitor/interval': 'often' does not match
            monitoring.prometheusRule.runbookUrl | wiki  | at '/monitoring/prometheusRule/runbookUrl': 'wiki' does not match
            monitoring.serviceMonitor.enabled    | true  | at '/monitoring': additional properties 'serviceMonitor' not allowed
            """)
    void refusesValuesThatItDoesNotKnow(String key, String value, String complaint) {
        // Given
        Chart chart = Chart.withRegistry().with(key, value);

        // Then
        assertThatThrownBy(chart::render).hasMessageContaining(complaint);
    }

    private static List<GenericKubernetesResource> rendered(Chart chart, String kind) {
        return chart.rendered(GenericKubernetesResource.class).stream()
                .filter(object -> object.getKind().equals(kind))
                .toList();
    }

    private static List<JsonNode> rules() throws IOException {
        return groups().findValues("rules").stream()
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private static JsonNode groups() throws IOException {
        return Serialization.unmarshal(Files.readString(ALERTS), JsonNode.class);
    }
}
