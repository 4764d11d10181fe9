package io.instagramoperator.operator.cache;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.fabric8.kubernetes.api.model.FieldsV1;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Collectors;

/**
 * Reads {@code metadata.managedFields[].fieldsV1} so that equal parts are the same unchangeable maps. The fields of a receiver's objects are the
 * same for all accounts, but for the UID of their owner, and are most of what an object takes in memory: hundreds of maps, 145 KiB an account.
 */
final class SharedFields extends StdDeserializer<FieldsV1> {

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final transient Map<Map<String, Object>, WeakReference<Map<String, Object>>> shared = new WeakHashMap<>();

    SharedFields() {
        super(FieldsV1.class);
    }

    @Override
    public FieldsV1 deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Map<String, Object> fields = parser.readValueAs(FIELDS);
        FieldsV1 result = new FieldsV1();
        synchronized (shared) {
            result.setAdditionalProperties(shared(fields));
        }
        return result;
    }

    private Map<String, Object> shared(Map<?, ?> fields) {
        Map<String, Object> candidate = fields.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        field -> (String) field.getKey(),
                        field -> field.getValue() instanceof Map<?, ?> inner ? shared(inner) : field.getValue()));
        return Optional.ofNullable(shared.get(candidate))
                .map(WeakReference::get)
                .orElseGet(() -> {
                    shared.put(candidate, new WeakReference<>(candidate));
                    return candidate;
                });
    }
}
