package io.instagramoperator.simulator.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameter {@code fields} of a read, such as {@code id,instagram_business_account{id,username}} (Graph API, "Field
 * Expansion").
 *
 * @param fields the names, each with what is selected inside it
 */
record FieldSelection(Map<String, FieldSelection> fields) {

    /** @throws GraphException if braces do not match */
    static FieldSelection parse(String text) {
        Map<String, FieldSelection> fields = new LinkedHashMap<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ',' && (depth == 0 || i == text.length())) {
                add(fields, text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (depth != 0) {
            throw syntaxError(text);
        }
        return new FieldSelection(fields);
    }

    private static void add(Map<String, FieldSelection> fields, String field) {
        int brace = field.indexOf('{');
        if (brace < 0) {
            if (!field.isEmpty()) {
                fields.put(field, new FieldSelection(Map.of()));
            }
        } else if (field.endsWith("}")) {
            fields.put(field.substring(0, brace), parse(field.substring(brace + 1, field.length() - 1)));
        } else {
            throw syntaxError(field);
        }
    }

    private static GraphException syntaxError(String text) {
        return new GraphException(GraphError.oauth(2500, "Syntax error in the parameter fields: " + text));
    }
}
