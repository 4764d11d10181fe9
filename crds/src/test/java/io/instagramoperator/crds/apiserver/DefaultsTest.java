package io.instagramoperator.crds.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.instagramoperator.crds.Kind;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the API server makes of the least that a user has to say. */
@ApiServerTest
class DefaultsTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final ApiServer server = ApiServer.withNewNamespace();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void defaultsAreThoseOfTheDesign(Kind kind) throws IOException {
        // Given
        applyTheMinimalSample(kind);

        // When
        JsonNode object = YAML.readTree(server.kubectl("get", kind.type().getSimpleName(), "minimal", "-o", "yaml")
                .whenSuccessful());

        // Then
        assertThat(YAML.writeValueAsString(object.get("spec")))
                .isEqualTo(YAML.writeValueAsString(YAML.readTree(
                        getClass().getResourceAsStream(kind.type().getSimpleName() + "-minimal-with-defaults.yaml"))));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingIsNullThatTheTypesDoNotMarkSo(Kind kind) throws ReflectiveOperationException {
        // Given
        applyTheMinimalSample(kind);

        // When
        Record spec;
        try (var client = server.client()) {
            spec = (Record)
                    client.resources(kind.type()).withName("minimal").get().getSpec();
        }

        // Then
        assertNoUnmarkedNull("spec", spec);
    }

    private void applyTheMinimalSample(Kind kind) {
        server.kubectlWithInput(kind.sample("minimal").last(), "apply", "-f", "-")
                .whenSuccessful();
    }

    private static void assertNoUnmarkedNull(String path, Record value) throws ReflectiveOperationException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            String field = path + "." + component.getName();
            Object part = component.getAccessor().invoke(value);
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                assertThat(part).as(field).isNotNull();
            }
            if (part instanceof Record record) {
                assertNoUnmarkedNull(field, record);
            }
        }
    }
}
