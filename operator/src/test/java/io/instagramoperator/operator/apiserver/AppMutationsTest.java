package io.instagramoperator.operator.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.app.MetaApp;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is changed in the spec of a MetaApp, the old YAML brings the old objects back. */
@ApiServerTest
class AppMutationsTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    @RegisterExtension
    static final OperatorUnderTest operator = OperatorUnderTest.withApps();

    @Test
    void everyFieldIsChanged() throws IOException {
        // Given
        Schema schema = Schema.ofMetaApp();

        // When
        Set<String> set = mutations().flatMap(schema::setBy).collect(Collectors.toSet());

        // Then
        assertThat(schema.leaves().map(Schema.Leaf::path).filter(path -> !path.equals("appId")))
                .as("add changes of the missing fields to mutations-of-metaapp.yaml")
                .isNotEmpty()
                .isSubsetOf(set);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("mutations")
    void theOldYamlBringsTheOldObjectsBack(JsonNode mutation) throws IOException {
        // Given
        TestGateway gateway = operator.gateway("agency");
        Set<String> before = objectsAfter(apply(gateway, base()));

        // When
        apply(gateway, Essence.merged(base(), mutation));

        // Then
        assertThat(objectsAfter(gateway)).as("a change has to change something").isNotEqualTo(before);

        // When
        apply(gateway, base());

        // Then
        Essence.assertSame(objectsAfter(gateway), before);
    }

    @Test
    void anotherAppIsAnotherMetaApp() throws IOException {
        // Given
        TestGateway gateway = operator.gateway("agency");
        Set<String> before = objectsAfter(apply(gateway, base()));

        // When
        JsonNode patch = YAML.readTree("{appId: '1'}");

        // Then
        assertThatThrownBy(() -> apply(gateway, Essence.merged(base(), patch)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("cannot");
        Essence.assertSame(objectsAfter(gateway), before);
    }

    static Stream<JsonNode> mutations() throws IOException {
        try (InputStream file = AppMutationsTest.class.getResourceAsStream("mutations-of-metaapp.yaml")) {
            return Stream.concat(
                    YAML.readTree(Objects.requireNonNull(file)).valueStream(),
                    Schema.ofMetaApp().changes());
        }
    }

    private static ObjectNode base() throws IOException {
        return (ObjectNode)
                YAML.readTree("{ appId: '1234567890123456', secretRefs: [ { name: agency-meta, key: app-secret } ] }");
    }

    private static TestGateway apply(TestGateway gateway, ObjectNode spec) {
        ObjectNode whole = YAML.createObjectNode();
        whole.put("apiVersion", "instagram-operator.io/v1alpha1").put("kind", "MetaApp");
        whole.putObject("metadata")
                .put("namespace", gateway.app().namespace())
                .put("name", gateway.app().name());
        whole.set("spec", spec);
        gateway.client()
                .resource(Serialization.unmarshal(whole.toString(), GenericKubernetesResource.class))
                .fieldManager("platform-team")
                .serverSideApply();
        return gateway;
    }

    /** The gateway's objects once the operator has acted on the spec. */
    private static Set<String> objectsAfter(TestGateway gateway) {
        gateway.awaitGateway();
        await().until(() -> {
            MetaApp found = gateway.app().app().get();
            return found.getStatus() != null
                    && found.getMetadata()
                            .getGeneration()
                            .equals(found.getStatus().observedGeneration());
        });
        return Stream.concat(TestGateway.CHILDREN.stream(), Stream.of(Ingress.class))
                .<HasMetadata>map(gateway::child)
                .flatMap(Stream::ofNullable)
                .flatMap(child ->
                        Essence.lines(child, json -> json.replace(gateway.app().namespace(), "NAMESPACE")))
                .collect(Collectors.toUnmodifiableSet());
    }
}
