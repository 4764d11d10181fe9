package io.instagramoperator.receiver.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which events are wanted.
 *
 * @param types names of events, in which {@code *} stands for any characters; none means all. One that begins with {@code instagram.} is
 *     taken for the type of the CloudEvent, which is the name with that before it
 * @param conversation the IGSID; empty means all conversations
 */
public record Filter(List<String> types, Optional<String> conversation) {

    /** Everything. */
    public static final Filter ALL = new Filter(List.of(), Optional.empty());

    private static final String CLOUD_EVENTS = "instagram.";
    private static final Pattern TYPE = Pattern.compile("[a-z_.*]{1,64}");

    /**
     * A filter for types.
     *
     * @throws IllegalArgumentException if a type {@linkplain #isType is none}
     */
    public Filter {
        for (String type : types) {
            if (!isType(type)) {
                throw new IllegalArgumentException("not a type of events: '" + type + "'");
            }
        }
        types = types.stream().map(Filter::event).toList();
    }

    private static String event(String type) {
        return type.startsWith(CLOUD_EVENTS) ? type.substring(CLOUD_EVENTS.length()) : type;
    }

    /** Whether a text can stand in {@link #types()}: 1 to 64 of a-z, '_', '.' and '*'. */
    public static boolean isType(String text) {
        return TYPE.matcher(text).matches();
    }

    /** Whether an event is wanted. */
    public boolean matches(Header header) {
        return (conversation.isEmpty() || conversation.equals(header.conversation()))
                && (types.isEmpty() || types.stream().anyMatch(type -> matches(type, header.event())));
    }

    /** The same as {@link #matches} as a condition on table {@code event}, to follow {@code WHERE}. */
    String sql() {
        List<String> conditions = new ArrayList<>();
        conditions.add("TRUE");
        if (!types.isEmpty()) {
            conditions.add("("
                    + String.join(
                            " OR ", types.stream().map(t -> "event GLOB ?").toList()) + ")");
        }
        conversation.ifPresent(c -> conditions.add("conversation = ?"));
        return String.join(" AND ", conditions);
    }

    /** The values for the question marks of {@link #sql()}. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(types);
        conversation.ifPresent(arguments::add);
        return arguments;
    }

    /** Each part between stars has to be found behind the one before it; the last at the end. */
    private static boolean matches(String type, String event) {
        String[] parts = type.split("\\*", -1);
        if (parts.length == 1) {
            return type.equals(event);
        }
        if (!event.startsWith(parts[0])) {
            return false;
        }
        int from = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = event.indexOf(parts[i], from);
            if (found < 0) {
                return false;
            }
            from = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return event.length() - last.length() >= from && event.endsWith(last);
    }
}
