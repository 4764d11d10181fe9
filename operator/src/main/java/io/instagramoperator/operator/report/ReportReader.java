package io.instagramoperator.operator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports, or says which field of one is wrong. Never repeats a value from the input.
 *
 * @param <R> what is reported
 */
final class ReportReader<R extends Report> {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withCoercionConfig(LogicalType.Textual, coercions -> List.of(
                            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                    .forEach(shape -> coercions.setCoercion(shape, CoercionAction.Fail)))
            .build();

    private final ObjectReader reader;

    ReportReader(Class<R> type) {
        reader = MAPPER.readerFor(type);
    }

    /**
     * Reads a report.
     *
     * @throws RefusedReport if it is not JSON, or a field is missing, too long or of the wrong type; the message names the field
     */
    R read(byte[] json) throws RefusedReport {
        try {
            R report = reader.readValue(json);
            if (report == null) {
                throw new RefusedReport("it is null");
            }
            return report;
        } catch (JsonMappingException e) {
            throw new RefusedReport(
                    e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : typeOf(e));
        } catch (JsonProcessingException e) {
            throw new RefusedReport("it is not JSON");
        } catch (IOException e) {
            throw new RefusedReport("it cannot be read");
        }
    }

    private static String typeOf(JsonMappingException e) {
        String field = e.getPath().stream().map(ReportReader::nameOf).collect(Collectors.joining("."));
        return field.isEmpty() ? "it is not a JSON object" : field + " has a value of the wrong type";
    }

    private static String nameOf(Reference reference) {
        return reference.getFieldName() == null ? "[]" : reference.getFieldName();
    }

    /** A report that breaks the rules. */
    static final class RefusedReport extends Exception {
        RefusedReport(@Nullable String message) {
            super(message);
        }
    }
}
