package io.instagramoperator.operator.event;

/**
 * Something that has happened to an object and that people should see.
 *
 * @param type    whether somebody should worry
 * @param reason  in CamelCase; notices with the same reason about the same object become one Event
 * @param message for people
 */
public record Notice(Type type, String reason, String message) {

    /** The types that Kubernetes knows; the names are part of its API. */
    public enum Type {
        NORMAL("Normal"),
        WARNING("Warning");

        private final String value;

        Type(String value) {
            this.value = value;
        }

        String value() {
            return value;
        }
    }

    public static Notice normal(String reason, String message) {
        return new Notice(Type.NORMAL, reason, message);
    }

    public static Notice warning(String reason, String message) {
        return new Notice(Type.WARNING, reason, message);
    }
}
