package io.instagramoperator.webhook.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Whether a credential can be used.
 *
 * @param name the field of the configuration that names its file, such as {@code app.secretFiles[0]}
 * @param file where it should be
 * @param state what was found there
 */
public record CredentialState(String name, Path file, State state) {

    /** What was found in the place of a credential. */
    public enum State {
        /** A value. */
        PRESENT,
        /** No file. */
        MISSING,
        /** A file without content, or with blanks only. */
        EMPTY,
        /** Something that cannot be read, is over 64 KiB, is not UTF-8, or has control characters in it. */
        UNREADABLE
    }

    /** For people, such as {@code app.secretFiles[0]: Missing}. */
    public String text() {
        String upper = state.name();
        return name + ": " + upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT);
    }

    /** Why a field of the configuration gives no credential, with the remedy. */
    public static String lacking(List<CredentialState> all, String field) {
        String states = all.stream()
                .filter(state -> state.name.startsWith(field) && state.state != State.PRESENT)
                .map(CredentialState::remedy)
                .collect(Collectors.joining(", "));
        return states.isEmpty() ? field + " gives no credential; name a file that holds it" : states;
    }

    private String remedy() {
        String what =
                switch (state) {
                    case MISSING -> "is missing; create it";
                    case EMPTY -> "is empty; write the value into it";
                    default -> "cannot be read; store one line of text";
                };
        return name + ": key '" + key() + "' of '" + secret() + "' " + what;
    }

    /** Name of the file's folder: in Kubernetes the Secret. */
    public String secret() {
        Path folder = file.getParent();
        Path name = folder == null ? null : folder.getFileName();
        return name == null ? "" : name.toString();
    }

    /** Name of the file: in Kubernetes the key in the Secret. */
    public String key() {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
