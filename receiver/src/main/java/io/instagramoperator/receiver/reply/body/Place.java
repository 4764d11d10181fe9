package io.instagramoperator.receiver.reply.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A value of a body. Its checks complain by adding to the errors of the whole body.
 *
 * <p>A field that is {@code null} counts as absent: serialisers write it for what was not set.
 *
 * @param path where it is, such as {@code message.attachment.payload.elements[2].title}; empty for the body itself
 */
record Place(String path, JsonNode value, FieldErrors errors) {

    private static final int MOST_CHARACTERS_SHOWN = 60;
    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

    Place at(String field) {
        return new Place(path.isEmpty() ? shown(field) : path + "." + shown(field), value.path(field), errors);
    }

    boolean isPresent() {
        return !value.isMissingNode() && !value.isNull();
    }

    boolean has(String field) {
        return at(field).isPresent();
    }

    void refuse(String detail) {
        errors.add(path, detail);
    }

    /**
     * Complains unless it is an object without other fields than these.
     *
     * @param example what it may look like
     * @return whether it is an object
     */
    boolean isObjectOf(Set<String> fields, String example) {
        if (!value.isObject()) {
            refuse((isPresent() ? "must be an object like " : "is required: ") + example);
            return false;
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                at(name).refuse("is unknown; allowed here: " + listed(fields));
            }
        });
        return true;
    }

    /** The items of an array, or none and a complaint if it is none or has another number of items. */
    List<Place> items(int least, int most) {
        if (!value.isArray() || value.size() < least || value.size() > most) {
            String found = value.isArray() ? "has " + value.size() + " items; Meta takes " : "must be an array of ";
            refuse(found + (least == 0 ? "at most " + most : least + " to " + most));
            return List.of();
        }
        List<Place> items = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            items.add(new Place(path + "[" + i + "]", value.get(i), errors));
        }
        return items;
    }

    /** A text that must be there, or none and a complaint. */
    Optional<String> text() {
        if (!value.isTextual() || value.textValue().isEmpty()) {
            refuse(isPresent() ? "must be a string that is not empty" : "is required, a string that is not empty");
            return Optional.empty();
        }
        if (LONE_SURROGATE.matcher(value.textValue()).find()) {
            refuse(
                    "has half of a surrogate pair, as is left when a string is cut inside an emoji; cut between characters");
            return Optional.empty();
        }
        return Optional.of(value.textValue());
    }

    /** As {@link #text()}, and complains if it is longer. */
    void textOf(int mostCharacters) {
        text().ifPresent(text -> {
            int characters = text.codePointCount(0, text.length());
            if (characters > mostCharacters) {
                refuse("has " + characters + " characters and Meta takes " + mostCharacters + "; shorten it");
            }
        });
    }

    /** An id that must be there: Meta writes them as strings, and numbers of that size lose digits on their way. */
    Optional<String> id() {
        if (value.isNumber()) {
            refuse("is a number, which loses digits on its way; put it in quotes");
            return Optional.empty();
        }
        return text();
    }

    /** One of these words, or none and a complaint. */
    Optional<String> oneOf(Set<String> words) {
        if (value.isTextual() && words.contains(value.textValue())) {
            return Optional.of(value.textValue());
        }
        if (isPresent()) {
            refuse("has value '" + shown(value.asText()) + "'; allowed: " + listed(words));
        } else {
            refuse("is required; allowed: " + listed(words));
        }
        return Optional.empty();
    }

    /** Which of two fields is there, or none and a complaint if neither or both are. */
    Optional<Place> eitherOf(String one, String other) {
        if (has(one) == has(other)) {
            refuse("must have exactly one of " + one + " and " + other);
            return Optional.empty();
        }
        return Optional.of(at(has(one) ? one : other));
    }

    private static String shown(String text) {
        return text.length() <= MOST_CHARACTERS_SHOWN ? text : text.substring(0, MOST_CHARACTERS_SHOWN) + "…";
    }

    private static String listed(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }
}
