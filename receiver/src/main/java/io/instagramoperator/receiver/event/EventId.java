package io.instagramoperator.receiver.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
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
        MessageDigest identity = Sha256.begin();
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

    /** With the length before each part, two different lists of parts never give the same bytes. */
    private static void add(String part, MessageDigest identity) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            identity.update((byte) (bytes.length >>> shift));
        }
        identity.update(bytes);
    }
}
