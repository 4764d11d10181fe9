package io.instagramoperator.operator.account.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a report, or says which field of it is wrong. Never repeats a value from the input. */
final class ReportReader {

    private static final ObjectReader READER = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build()
            .readerFor(ReceiverReport.class);

    private ReportReader() {}

    /**
     * Reads a report.
     *
     * @throws RefusedReport if it is not JSON, or a field is missing, too long or of the wrong type; the message names the field
     */
    static ReceiverReport read(byte[] json) throws RefusedReport {
        try {
            ReceiverReport report = READER.readValue(json);
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
