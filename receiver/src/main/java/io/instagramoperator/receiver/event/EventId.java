package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The id of an event: the event's name with {@code -} for {@code .}, then {@code -} and the first 128 bits of a SHA-256 in
 * base64url, such as {@code message-received-q3TnOqNPqQmJ5c8sT1ozJw}. What is hashed are the account, the event's name and
 * what makes the update the one it is, so the same update has the same id in every delivery. The id is safe in URLs and has
 * no dot, which would make signed content of Standard Webhooks ambiguous.
 */
final class EventId {

    private static final int BYTES = 16;

    private EventId() {}

    /** For an update that has ids of its own, such as the {@code mid} of a message. */
    static String of(String account, String event, List<String> parts) {
        MessageDigest identity = sha256();
        add(account, identity);
        add(event, identity);
        parts.forEach(part -> add(part, identity));
        byte[] start = Arrays.copyOf(identity.digest(), BYTES);
        return event.replace('.', '-') + "-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(start);
    }

    /** For an update that has none: all that is in it. */
    static String ofItem(String account, String event, JsonNode item) {
        return of(account, event, List.of(CanonicalForm.of(item)));
    }

    /** In hexadecimal. */
    static String sha256Of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** With the length before each part, two different lists of parts never give the same bytes. */
    private static void add(String part, MessageDigest identity) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        identity.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        identity.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
