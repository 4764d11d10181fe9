package io.instagramoperator.crds.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.instagramoperator.crds.Sample;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API server makes of the least that a user has to say. */
@ApiServerTest
class DefaultsTest {

    private static final YAMLMapper YAML = new YAMLMapper();

    private final ApiServer server = ApiServer.withNewNamespace();

    @BeforeEach
    void applyTheMinimalSample() {
        server.kubectlWithInput(Sample.valid("minimal").last(), "apply", "-f", "-")
                .whenSuccessful();
    }

    @Test
    void defaultsAreThoseOfTheDesign() throws IOException {
        // When
        JsonNode account = YAML.readTree(
                server.kubectl("get", "iga", "minimal", "-o", "yaml").whenSuccessful());

        // Then
        assertThat(YAML.writeValueAsString(account.get("spec")))
                .isEqualTo(YAML.writeValueAsString(
                        YAML.readTree(getClass().getResourceAsStream("minimal-with-defaults.yaml"))));
    }

    @Test
    void nothingIsNullThatTheTypesDoNotMarkSo() throws ReflectiveOperationException {
        // When
        InstagramAccountSpec spec;
        try (var client = server.client()) {
            spec = client.resources(InstagramAccount.class)
                    .withName("minimal")
                    .get()
                    .getSpec();
        }

        // Then
        assertNoUnmarkedNull("spec", spec);
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
