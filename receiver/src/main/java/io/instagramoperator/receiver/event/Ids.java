package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Ids are texts, also where Meta writes a number: it may be too large for the double that many languages read it into. */
final class Ids {

    private Ids() {}

    /** An id that may be written as a number. */
    static Optional<String> text(JsonNode value) {
        boolean isId = value.isIntegralNumber()
                || (value.isTextual() && !value.textValue().isEmpty());
        return isId ? Optional.of(value.asText()) : Optional.empty();
    }

    /** Whether a member of this name holds an id, or a list of them. */
    static boolean isName(String name) {
        return name.equals("id") || name.equals("mid") || name.endsWith("_id") || name.endsWith("_ids");
    }
}
