package io.instagramoperator.simulator.state;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * A conversation between an account and a customer.
 *
 * @param messages newest first
 */
public record Conversation(String instagramId, String igsid, Instant updatedAt, List<Message> messages) {

    /** Meta's id of it: opaque. */
    public String id() {
        return idOf(instagramId, igsid);
    }

    static String idOf(String instagramId, String igsid) {
        byte[] parties = ("ig_dm:" + instagramId + ":" + igsid).getBytes(StandardCharsets.UTF_8);
        return "aWdfZAG06" + Base64.getUrlEncoder().withoutPadding().encodeToString(parties);
    }
}
