package io.instagramoperator.webhook.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the YAML file, read field by field. What is wrong is added to a list that all sections share, as
 * {@code field: 'value' what is wrong; remedy}, and reading goes on, so that a reader hears of everything at once. A field
 * that was never asked for is unknown.
 */
public final class Section {

    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DURATION = Pattern.compile("(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?");

    private final String path;
    private final ObjectNode node;
    private final List<String> problems;
    private final Set<String> asked = new TreeSet<>();

    Section(String path, ObjectNode node, List<String> problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    /** A mapping inside this one; an empty one if the field is absent. */
    public Section section(String name) {
        JsonNode value = get(name);
        if (value instanceof ObjectNode mapping) {
            return new Section(at(name), mapping, problems);
        }
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        if (value.isMissingNode()) {
            return new Section(at(name), nothing, problems);
        }
        problem(name, "'" + shown(value) + "' is not a mapping; write its fields below it");
        // That its fields are missing, too, helps nobody.
        return new Section(at(name), nothing, new ArrayList<>());
    }

    /** The mappings in a list; empty if the field is absent. */
    public List<Section> sections(String name) {
        List<Section> sections = new ArrayList<>();
        List<JsonNode> elements = elements(name);
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof ObjectNode mapping) {
                sections.add(new Section(at(name) + "[" + i + "]", mapping, problems));
            } else {
                problem(name + "[" + i + "]", "'" + shown(elements.get(i)) + "' is not a mapping");
            }
        }
        return sections;
    }

    public boolean has(String name) {
        return !get(name).isMissingNode();
    }

    public Optional<String> text(String name) {
        JsonNode value = get(name);
        return value.isMissingNode() ? Optional.empty() : scalar(name, value);
    }

    /** A text of a form; {@code what} says which, to follow "is not". */
    public Optional<String> text(String name, Pattern form, String what) {
        Optional<String> text = text(name);
        text.filter(t -> !form.matcher(t).matches()).ifPresent(t -> problem(name, "'" + t + "' is not " + what));
        return text;
    }

    public String requiredText(String name, Pattern form, String what) {
        if (!has(name)) {
            problem(name, "is required; set it to " + what);
        }
        return text(name, form, what).orElse("");
    }

    /** Between {@code least} and {@code most} texts of a form, each at most once; an absent field has none. */
    public List<String> texts(String name, Pattern form, String what, int least, int most) {
        List<String> texts = new ArrayList<>();
        List<JsonNode> elements = elements(name);
        boolean isList = !has(name) || get(name).isArray();
        if (isList && (elements.size() < least || elements.size() > most)) {
            problem(name, "has " + elements.size() + " elements; give " + least + " to " + most);
        }
        for (int i = 0; i < elements.size(); i++) {
            String element = name + "[" + i + "]";
            scalar(element, elements.get(i)).ifPresent(text -> {
                if (!form.matcher(text).matches()) {
                    problem(element, "'" + text + "' is not " + what);
                } else if (texts.contains(text)) {
                    problem(element, "'" + text + "' is there twice; remove one");
                } else {
                    texts.add(text);
                }
            });
        }
        return texts;
    }

    /** A constant of an enum, written in the configuration in the style {@code Automatic}. */
    public <E extends Enum<E>> E choice(String name, Class<E> type, E byDefault) {
        return text(name).flatMap(text -> constant(name, text, type)).orElse(byDefault);
    }

    /** The same where there must be one; {@code otherwise} stands in for it when there is none. */
    public <E extends Enum<E>> E requiredChoice(String name, Class<E> type, E otherwise) {
        if (!has(name)) {
            problem(name, "is required; set it to one of " + allowed(type));
        }
        return choice(name, type, otherwise);
    }

    public boolean flag(String name, boolean byDefault) {
        Optional<String> text = text(name, FLAG, "true or false");
        return text.map(Boolean::parseBoolean).orElse(byDefault);
    }

    public int integer(String name, int byDefault, int least, int most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        int number = WHOLE_NUMBER.matcher(text.get()).matches() ? Integer.parseInt(text.get()) : -1;
        if (number < least || number > most) {
            problem(name, "'" + text.get() + "' is not a whole number from " + least + " to " + most);
            return byDefault;
        }
        return number;
    }

    /** A time as Kubernetes and Go write it, in hours, minutes and seconds: {@code 168h}, {@code 1h30m}, {@code 15s}. */
    public Duration duration(String name, Duration byDefault) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return byDefault;
        }
        var matcher = DURATION.matcher(text.get());
        Duration duration = Duration.ZERO;
        if (matcher.matches()) {
            duration = Duration.ofHours(number(matcher.group(1)))
                    .plusMinutes(number(matcher.group(2)))
                    .plusSeconds(number(matcher.group(3)));
        }
        if (duration.isZero()) {
            problem(name, "'" + text.get() + "' is not a time above zero; write it like 168h, 30m or 1h30m15s");
        }
        return duration;
    }

    /** The same between bounds. */
    public Duration duration(String name, Duration byDefault, Duration least, Duration most) {
        Duration duration = duration(name, byDefault);
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            problem(name, "'" + text(name).orElse("") + "' is not between " + written(least) + " and " + written(most));
        }
        return duration;
    }

    /** An absolute http or https address; an empty text is the same as none. */
    public Optional<URI> url(String name) {
        return text(name).filter(text -> !text.isEmpty()).flatMap(text -> {
            try {
                URI uri = new URI(text);
                boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
                if (http && uri.getHost() != null && uri.getRawUserInfo() == null) {
                    return Optional.of(uri);
                }
            } catch (URISyntaxException e) {
                // Said below, in the same words as for any other text that is no address.
            }
            problem(name, "'" + text + "' is not an address like https://host/path, without user and password");
            return Optional.empty();
        });
    }

    /** The same where there must be one; empty only together with a problem. */
    public Optional<URI> requiredUrl(String name) {
        JsonNode value = get(name);
        if (value.isMissingNode() || value.asText("?").isEmpty()) {
            problem(name, "is required; set it to an address like https://host/path");
            return Optional.empty();
        }
        return url(name);
    }

    /** Reports the fields that nobody asked for. To be called when all others have been read. */
    public void refuseUnknown() {
        for (String name : new TreeSet<>(names())) {
            if (!asked.contains(name)) {
                problem(name, "is unknown; allowed here: " + String.join(", ", asked));
            }
        }
    }

    public void problem(String name, String message) {
        problems.add(at(name) + ": " + message);
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The value of a field. One that is null is absent: in YAML a key with nothing behind it is null. */
    private JsonNode get(String name) {
        asked.add(name);
        JsonNode value = node.path(name);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private List<JsonNode> elements(String name) {
        JsonNode value = get(name);
        if (!value.isMissingNode() && !value.isArray()) {
            problem(name, "'" + shown(value) + "' is not a list; write [ … ]");
        }
        List<JsonNode> elements = new ArrayList<>();
        value.elements().forEachRemaining(elements::add);
        return value.isArray() ? elements : List.of();
    }

    private Optional<String> scalar(String name, JsonNode value) {
        if (value.isTextual()) {
            return Optional.of(value.textValue());
        }
        problem(name, "'" + shown(value) + "' is not a text");
        return Optional.empty();
    }

    private <E extends Enum<E>> Optional<E> constant(String name, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(text)) {
                return Optional.of(constant);
            }
        }
        problem(name, "'" + text + "' is unknown; allowed: " + allowed(type));
        return Optional.empty();
    }

    private static <E extends Enum<E>> String allowed(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Section::written).collect(Collectors.joining(", "));
    }

    /** {@code CLOUD_EVENTS} as {@code CloudEvents}. */
    private static String written(Enum<?> constant) {
        return Arrays.stream(constant.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** {@code PT1M} as {@code 1m}. */
    private static String written(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static String shown(JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
