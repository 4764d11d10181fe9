package io.instagramoperator.operator.app.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.Apps;
import io.instagramoperator.operator.documentation.ChangesPage;
import io.instagramoperator.operator.exposure.DesiredHttpRoute;
import io.instagramoperator.operator.exposure.DesiredIngress;
import io.instagramoperator.operator.identity.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/app-changes.md} says for each field of the spec what its change does, and is right. A new field needs a row there and a value here. */
class ChangesTest {

    private static final ChangesPage PAGE = new ChangesPage(
            Path.of("../docs/app-changes.md"), Path.of("../crds/manifests/metaapps.instagram-operator.io.yaml"));
    private static final Path APP = Apps.FOLDERS.resolve("complete/in-app.yaml");
    private static final ObjectMapper YAML = new YAMLMapper();

    /** For each field another value than that of the app above. */
    private static final Map<String, String> OTHER_VALUES = Map.ofEntries(
            Map.entry("spec.secretRefs", "[ { name: agency-meta, key: another } ]"),
            Map.entry("spec.verifyTokenRef", "{ name: agency-meta, key: another }"),
            Map.entry("spec.webhook.host", "other.example.com"),
            Map.entry("spec.webhook.ingress.className", "traefik"),
            Map.entry("spec.webhook.ingress.annotations", "{ example.com/other: yes }"),
            Map.entry("spec.webhook.ingress.tlsSecretName", "other-tls"),
            Map.entry("spec.webhook.gateway.parentRefs", "[ { name: public } ]"),
            Map.entry("spec.webhook.fields", "[ messages ]"),
            Map.entry("spec.webhook.registration", "Manual"),
            Map.entry("spec.graph.version", "v26.0"),
            Map.entry("spec.graph.url", "https://other.example.com"),
            Map.entry("spec.gateway.replicas", "4"),
            Map.entry("spec.gateway.image", "registry.example.com/other:1"),
            Map.entry("spec.gateway.resources.requests", "{ cpu: 200m }"),
            Map.entry("spec.gateway.resources.limits", "{ cpu: 2 }"),
            Map.entry("spec.gateway.nodeSelector", "{ example.com/pool: other }"),
            Map.entry("spec.gateway.tolerations", "[]"),
            Map.entry("spec.gateway.affinity", "{}"),
            Map.entry("spec.gateway.topologySpreadConstraints", "[]"),
            Map.entry("spec.gateway.priorityClassName", "other"),
            Map.entry("spec.gateway.podLabels", "{ team: other }"),
            Map.entry("spec.gateway.podAnnotations", "{ example.com/other: yes }"),
            Map.entry("spec.gateway.imagePullSecrets", "[ { name: other } ]"),
            Map.entry("spec.gateway.logLevel", "WARN"),
            Map.entry("spec.deletionPolicy", "Delete"));

    @Test
    void everyFieldIsDocumented() throws IOException {
        assertThat(PAGE.rows().keySet())
                .containsExactlyInAnyOrderElementsOf(PAGE.fields().toList());
    }

    static Stream<Map.Entry<String, String>> documentedEffects() throws IOException {
        return PAGE.rows().entrySet().stream().filter(row -> !row.getValue().equals("refused"));
    }

    @ParameterizedTest
    @MethodSource("documentedEffects")
    void aChangeDoesWhatIsSaid(Map.Entry<String, String> row) throws IOException {
        // Given
        JsonNode changed = YAML.readTree(APP.toFile());
        String pointer = "/" + row.getKey().replace('.', '/');
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) changed)
                .withObject(pointer.substring(0, last))
                .set(pointer.substring(last + 1), YAML.readTree(OTHER_VALUES.get(row.getKey())));

        // When
        Blueprint before = blueprint(YAML.readTree(APP.toFile()));
        Blueprint after = blueprint(changed);

        // Then
        boolean sameTemplate = DesiredDeployment.of(after)
                .getSpec()
                .getTemplate()
                .equals(DesiredDeployment.of(before).getSpec().getTemplate());
        boolean sameConfig = GatewayConfig.of(after).equals(GatewayConfig.of(before));
        switch (row.getValue().replaceFirst("[;,].*", "")) {
            case "re-read" -> {
                assertThat(DesiredDeployment.of(after)).isEqualTo(DesiredDeployment.of(before));
                assertThat(sameConfig).isFalse();
            }
            case "rolls" -> assertThat(sameTemplate).isFalse();
            case "pods come or go" -> {
                assertThat(sameTemplate).isTrue();
                assertThat(sameConfig).isTrue();
                assertThat(DesiredDeployment.of(after)).isNotEqualTo(DesiredDeployment.of(before));
            }
            case "the Ingress changes" -> {
                assertThat(List.of(sameTemplate, sameConfig)).containsExactly(true, true);
                assertThat(DesiredIngress.of(
                                after.app(), after.app().getSpec().webhook(), Identity.GATEWAY.metadata(after.app())))
                        .isNotEqualTo(DesiredIngress.of(
                                before.app(),
                                before.app().getSpec().webhook(),
                                Identity.GATEWAY.metadata(before.app())));
            }
            case "the HTTPRoute changes" -> {
                assertThat(List.of(sameTemplate, sameConfig)).containsExactly(true, true);
                assertThat(DesiredHttpRoute.of(
                                        after.app(),
                                        after.app().getSpec().webhook(),
                                        Identity.GATEWAY.metadata(after.app()))
                                .getSpec()
                                .getParentRefs())
                        .hasSize(1);
            }
            default -> throw new AssertionError("no check of: " + row);
        }
    }

    @Test
    void neitherTheOrderOfReferencesNorAnAccountReplacesAPod() throws IOException {
        // Given
        JsonNode reordered = YAML.readTree(APP.toFile());
        ((ObjectNode) reordered.at("/spec"))
                .set(
                        "secretRefs",
                        YAML.readTree(
                                "[ { name: agency-meta, key: app-secret-next }, { name: agency-meta, key: app-secret } ]"));

        // Then
        assertThat(DesiredDeployment.of(blueprint(reordered)))
                .isEqualTo(DesiredDeployment.of(blueprint(YAML.readTree(APP.toFile()))));
        assertThat(DesiredDeployment.of(Apps.shared()))
                .isEqualTo(DesiredDeployment.of(Apps.blueprint(Apps.minimal(), List.of())));
    }

    private static Blueprint blueprint(JsonNode app) {
        return Apps.blueprint(Serialization.unmarshal(app.toString(), MetaApp.class), List.of());
    }
}
