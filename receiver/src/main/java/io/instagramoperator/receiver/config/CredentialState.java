package io.instagramoperator.receiver.config;

import java.nio.file.Path;
import java.util.Locale;

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
        /** A file without content, or with a line end only. */
        EMPTY,
        /** Something that cannot be read, is over 64 KiB, is not UTF-8, or has control characters in it. */
        UNREADABLE
    }

    /** For people, such as {@code app.secretFiles[0]: Missing}. */
    String text() {
        String upper = state.name();
        return name + ": " + upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT);
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
