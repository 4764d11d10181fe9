package io.instagramoperator.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus understands the alerts and the dashboard, and the alerts fire when they should and not otherwise. */
class PromtoolTest {

    private static final String RULES = "alerts/alerts.yaml";

    private final Optional<Promtool> promtool = Promtool.find();

    @BeforeEach
    void find() {
        assumeTrue(promtool.isPresent(), "there is no promtool on the PATH; dev/test builds it");
    }

    @Test
    void understandsTheAlerts() throws Exception {
        // When
        Promtool.Result result = promtool.orElseThrow().run("check", "rules", "--lint-fatal", RULES);

        // Then
        assertThat(result.success()).as(result.output()).isTrue();
    }

    @Test
    void theAlertsFireWhenTheyShouldAndNotOtherwise() throws Exception {
        // When
        Promtool.Result result = promtool.orElseThrow().run("test", "rules", "src/test/promtool/alerts-test.yaml");

        // Then
        assertThat(result.success()).as(result.output()).isTrue();
    }

    @Test
    void understandsTheQueriesOfTheDashboard(@TempDir Path folder) throws Exception {
        // Given
        ObjectMapper json = new ObjectMapper();
        ArrayNode rules = json.createArrayNode();
        queries()
                .forEach(query ->
                        rules.addObject().put("record", "query:" + rules.size()).put("expr", query));
        ObjectNode file = json.createObjectNode();
        file.putArray("groups").addObject().put("name", "dashboard").set("rules", rules);
        Path written = Files.writeString(folder.resolve("queries.yaml"), file.toString());

        // When
        Promtool.Result result = promtool.orElseThrow().run("check", "rules", "--lint=none", written.toString());

        // Then
        assertThat(result.success()).as(result.output()).isTrue();
    }

    /** With something in the place of Grafana's variables. */
    private static Stream<String> queries() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Chart.FOLDER.resolve("dashboards/instagram.json").toFile());
        return dashboard.findValuesAsText("expr").stream().map(query -> query.replace("$__rate_interval", "5m"));
    }
}
