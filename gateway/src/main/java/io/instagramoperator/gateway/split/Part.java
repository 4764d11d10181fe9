package io.instagramoperator.gateway.split;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.instagram.payload.Entries;
import io.instagramoperator.instagram.payload.RawEntry;
import io.instagramoperator.instagram.payload.RawJson;
import java.util.List;
import java.util.Optional;

/**
 * What one account gets of a delivery.
 *
 * @param object what stands around the entries
 * @param entries the account's entries and no others, at least one
 */
public record Part(Account account, Optional<RawJson> object, List<RawEntry> entries) {

    /** About as many bytes as the body has. */
    public int length() {
        return entries.stream().mapToInt(entry -> entry.raw().length() + 1).sum();
    }

    /**
     * A delivery with the entries of these parts, each byte for byte as Meta sent it.
     *
     * @param parts at least one, all of the same account and the same {@code object}
     */
    public static byte[] body(List<Part> parts) {
        return Entries.delivery(
                parts.stream().flatMap(part -> part.entries().stream()).toList());
    }
}
