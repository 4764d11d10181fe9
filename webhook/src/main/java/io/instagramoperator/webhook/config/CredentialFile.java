package io.instagramoperator.webhook.config;

import io.instagramoperator.webhook.config.CredentialState.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One file with one secret, as it was when it was read.
 *
 * @param state what is known about it, without the secret
 * @param token the secret, if it is {@linkplain State#PRESENT present}
 */
public record CredentialFile(CredentialState state, Optional<Token> token) {

    private static final int MOST_BYTES = 64 * 1024;

    /** A secret of one line. */
    public static CredentialFile read(String name, Path file) {
        CredentialFile content = readLines(name, file);
        // A line end inside would end the HTTP header that the token is sent in.
        return content.token
                        .filter(token -> token.value().chars().anyMatch(Character::isISOControl))
                        .isPresent()
                ? without(name, file, State.UNREADABLE)
                : content;
    }

    /** A secret of any number of lines. */
    public static CredentialFile readLines(String name, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            String text = withoutLineEnd(decoded(content));
            // What a template has left blank is no secret: anybody could sign with it.
            if (text.isBlank()) {
                return without(name, file, State.EMPTY);
            }
            if (content.length > MOST_BYTES) {
                return without(name, file, State.UNREADABLE);
            }
            return new CredentialFile(new CredentialState(name, file, State.PRESENT), Optional.of(Token.of(text)));
        } catch (NoSuchFileException e) {
            return without(name, file, State.MISSING);
        } catch (IOException e) {
            return without(name, file, State.UNREADABLE);
        }
    }

    /** Secrets of one line each; {@code name} with its number names each. */
    public static List<CredentialFile> readAll(String name, List<Path> files) {
        return IntStream.range(0, files.size())
                .mapToObj(i -> read(name + "[" + i + "]", files.get(i)))
                .toList();
    }

    private static CredentialFile without(String name, Path file, State state) {
        return new CredentialFile(new CredentialState(name, file, state), Optional.empty());
    }

    private static String decoded(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    /** {@code echo} and most editors write a line end that is no part of the secret. */
    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
