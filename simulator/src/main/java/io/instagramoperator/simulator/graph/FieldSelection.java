package io.instagramoperator.simulator.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameter {@code fields} of a read, such as {@code id,instagram_business_account{id,username}} (Graph API, "Field
 * Expansion").
 *
 * @param fields the names, each with what is selected inside it
 * @param limit how many at most, from a modifier such as in {@code messages.limit(5){id}}
 */
record FieldSelection(Map<String, FieldSelection> fields, OptionalInt limit) {

    private static final Pattern LIMITED = Pattern.compile("(.+)\\.limit\\(([0-9]{1,4})\\)");

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
        return new FieldSelection(fields, OptionalInt.empty());
    }

    /** What is selected inside a field; empty if the field is not selected. */
    Optional<FieldSelection> inside(String field) {
        return Optional.ofNullable(fields.get(field));
    }

    private static void add(Map<String, FieldSelection> fields, String field) {
        int brace = field.indexOf('{');
        if (brace >= 0 && !field.endsWith("}")) {
            throw syntaxError(field);
        }
        String name = brace < 0 ? field : field.substring(0, brace);
        Map<String, FieldSelection> inside = brace < 0
                ? Map.of()
                : parse(field.substring(brace + 1, field.length() - 1)).fields();
        Matcher limited = LIMITED.matcher(name);
        if (limited.matches()) {
            fields.put(
                    limited.group(1), new FieldSelection(inside, OptionalInt.of(Integer.parseInt(limited.group(2)))));
        } else if (!name.isEmpty()) {
            fields.put(name, new FieldSelection(inside, OptionalInt.empty()));
        }
    }

    private static GraphException syntaxError(String text) {
        return new GraphException(GraphError.oauth(2500, "Syntax error in the parameter fields: " + text));
    }
}
