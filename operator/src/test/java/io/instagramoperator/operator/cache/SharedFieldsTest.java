package io.instagramoperator.operator.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thousand accounts have the same fields managed in the same way; they are kept once. */
class SharedFieldsTest {

    private static final String JSON = """
            {"name":"%1$s","managedFields":[{"manager":"instagram-operator","operation":"Apply","fieldsV1":
            {"f:metadata":{"f:ownerReferences":{"k:{\\"uid\\":\\"%1$s\\"}":{}}},"f:spec":{"f:ports":{"k:{\\"port\\":8080}":{".":{},"f:name":{}}}}}}]}""";

    private final ObjectMapper mapper = new ObjectMapper();

    SharedFieldsTest() {
        new ClientJson().customize(mapper);
    }

    @Test
    void whatIsEqualIsTheSame() throws JsonProcessingException {
        // When
        FieldsV1 acme = fields("acme");
        FieldsV1 other = fields("other");

        // Then
        assertThat(acme.getAdditionalProperties().get("f:spec"))
                .isSameAs(other.getAdditionalProperties().get("f:spec"))
                .isNotNull();
        assertThat(fields("acme").getAdditionalProperties()).isSameAs(acme.getAdditionalProperties());
    }

    @Test
    void whatDiffersStaysDifferent() throws JsonProcessingException {
        assertThat(fields("acme").getAdditionalProperties())
                .containsEntry("f:metadata", Map.of("f:ownerReferences", Map.of("k:{\"uid\":\"acme\"}", Map.of())))
                .isNotEqualTo(fields("other").getAdditionalProperties());
    }

    @Test
    void nothingIsLostOnTheWay() throws JsonProcessingException {
        // When
        String json = mapper.writeValueAsString(mapper.readValue(JSON.formatted("acme"), ObjectMeta.class));

        // Then
        assertThat(mapper.readTree(json)).isEqualTo(mapper.readTree(JSON.formatted("acme")));
    }

    private FieldsV1 fields(String name) throws JsonProcessingException {
        return mapper.readValue(JSON.formatted(name), ObjectMeta.class)
                .getManagedFields()
                .getFirst()
                .getFieldsV1();
    }
}
