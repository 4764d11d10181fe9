package io.instagramoperator.operator.account.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.MetaApps;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.documentation.ChangesPage;
import io.instagramoperator.operator.exposure.DesiredHttpRoute;
import io.instagramoperator.operator.exposure.DesiredIngress;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/changes.md} says for each field of the spec what its change does, and is right. A new field needs a row there and a value here. */
class ChangesTest {

    private static final ChangesPage PAGE = new ChangesPage(
            Path.of("../docs/changes.md"), Path.of("../crds/manifests/instagramaccounts.instagram-operator.io.yaml"));
    private static final Path ACCOUNT =
            Path.of("src/test/resources/io/instagramoperator/operator/account/desired/complete/in-account.yaml");
    private static final ObjectMapper YAML = new YAMLMapper();

    /** For each field another value than that of the account above. */
    private static final Map<String, String> OTHER_VALUES = Map.ofEntries(
            Map.entry("spec.pageId", "'102938475610294'"),
            Map.entry("spec.app.id", "'1234567890123457'"),
            Map.entry("spec.app.secretRefs", "[ { name: acme-meta, key: another } ]"),
            Map.entry("spec.appRef", "{ name: agency }"),
            Map.entry("spec.accessTokenRef", "{ name: acme-meta, key: another }"),
            Map.entry("spec.verifyTokenRef", "{ name: acme-meta, key: another }"),
            Map.entry("spec.webhook.host", "other.example.com"),
            Map.entry("spec.webhook.ingress.className", "traefik"),
            Map.entry("spec.webhook.ingress.annotations", "{ example.com/other: yes }"),
            Map.entry("spec.webhook.ingress.tlsSecretName", "other-tls"),
            Map.entry("spec.webhook.gateway.parentRefs", "[ { name: public } ]"),
            Map.entry("spec.webhook.fields", "[ messages ]"),
            Map.entry("spec.webhook.registration", "Manual"),
            Map.entry("spec.graph.version", "v26.0"),
            Map.entry("spec.graph.url", "https://other.example.com"),
            Map.entry("spec.store.embedded.size", "20Gi"),
            Map.entry("spec.store.retention", "48h"),
            Map.entry("spec.replies.enabled", "false"),
            Map.entry("spec.replies.perSecond", "26"),
            Map.entry("spec.replies.humanAgent", "false"),
            Map.entry("spec.api.tokenRefs", "[ { name: acme-api, key: another } ]"),
            Map.entry("spec.receiver.image", "registry.example.com/other:1"),
            Map.entry("spec.receiver.resources.requests", "{ cpu: 200m }"),
            Map.entry("spec.receiver.resources.limits", "{ cpu: 2 }"),
            Map.entry("spec.receiver.nodeSelector", "{ example.com/pool: other }"),
            Map.entry("spec.receiver.tolerations", "[]"),
            Map.entry("spec.receiver.affinity", "{}"),
            Map.entry("spec.receiver.topologySpreadConstraints", "[]"),
            Map.entry("spec.receiver.priorityClassName", "other"),
            Map.entry("spec.receiver.podLabels", "{ team: other }"),
            Map.entry("spec.receiver.podAnnotations", "{ example.com/other: yes }"),
            Map.entry("spec.receiver.imagePullSecrets", "[ { name: other } ]"),
            Map.entry("spec.receiver.logLevel", "WARN"),
            Map.entry("spec.deletionPolicy", "Orphan"));

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
        JsonNode changed = YAML.readTree(ACCOUNT.toFile());
        String pointer = "/" + row.getKey().replace('.', '/');
        int last = pointer.lastIndexOf('/');
        ((ObjectNode) changed)
                .withObject(pointer.substring(0, last))
                .set(pointer.substring(last + 1), YAML.readTree(OTHER_VALUES.get(row.getKey())));

        // When
        Blueprint before = blueprint(YAML.readTree(ACCOUNT.toFile()));
        Blueprint after = blueprint(changed);

        // Then
        boolean sameDeployment = DesiredDeployment.of(after).equals(DesiredDeployment.of(before));
        boolean sameConfig = ReceiverConfig.of(after).equals(ReceiverConfig.of(before));
        boolean sameVolume = DesiredVolumeClaim.of(after.account()).equals(DesiredVolumeClaim.of(before.account()));
        List<Boolean> same = List.of(sameDeployment, sameConfig, sameVolume);
        switch (row.getValue().replaceFirst("[;,].*", "")) {
            case "re-read" -> assertThat(same).containsExactly(true, false, true);
            case "restarts" -> assertThat(List.of(sameDeployment, sameVolume)).containsExactly(false, true);
            case "the volume grows" -> assertThat(same).containsExactly(true, true, false);
            case "the Ingress changes" -> {
                assertThat(same).containsExactly(true, true, true);
                assertThat(ingress(after.account())).isNotEqualTo(ingress(before.account()));
            }
            case "the HTTPRoute changes" -> {
                assertThat(same).containsExactly(true, true, true);
                assertThat(route(after.account()).getSpec().getParentRefs()).hasSize(1);
            }
            default -> throw new AssertionError("no check of: " + row);
        }
    }

    @Test
    void neitherTheOrderOfReferencesNorTheSubscriptionsPaceRestartAnything() throws IOException {
        // Given
        JsonNode reordered = YAML.readTree(ACCOUNT.toFile());
        ((ObjectNode) reordered.at("/spec/app"))
                .set(
                        "secretRefs",
                        YAML.readTree(
                                "[ { name: acme-meta, key: app-secret-next }, { name: acme-meta, key: app-secret } ]"));

        // Then
        assertThat(DesiredDeployment.of(blueprint(reordered)))
                .isEqualTo(DesiredDeployment.of(blueprint(YAML.readTree(ACCOUNT.toFile()))));
    }

    private static Blueprint blueprint(JsonNode account) {
        InstagramAccount applied = Serialization.unmarshal(account.toString(), InstagramAccount.class);
        WantedApp app = WantedApp.of(applied.getSpec(), Optional.of(MetaApps.agency()));
        return new Blueprint(
                AppRecord.writtenIn(applied).next(app, Instant.EPOCH).writtenTo(applied),
                List.of(),
                new FixedReceiverSettings());
    }

    private static Ingress ingress(InstagramAccount account) {
        return DesiredIngress.of(account, account.getSpec().webhook(), ReceiverLabels.metadata(account));
    }

    private static HTTPRoute route(InstagramAccount account) {
        return DesiredHttpRoute.of(account, account.getSpec().webhook(), ReceiverLabels.metadata(account));
    }
}
