package io.instagramoperator.gateway.split;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.instagram.payload.Entries;
import io.instagramoperator.instagram.payload.RawEntry;
import io.instagramoperator.instagram.payload.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who gets what of a delivery.
 *
 * @param parts in the order in which the accounts' first entries came
 * @param unknown the ids of entries whose accounts are not in the table, once for each entry
 * @param unreadable how many parts of the body belong to no account: entries without an id, and what is no entry
 */
public record Plan(List<Part> parts, List<String> unknown, int unreadable) {

    private static final Pattern INSTAGRAM_ID = Pattern.compile("[0-9]{1,32}");

    /** An envelope has one {@code object}. All that Meta sends to one callback have the same. */
    private record Envelope(Account account, Optional<RawJson> object) {}

    /**
     * Plans a delivery.
     *
     * @param body verified; not to be changed any more
     * @param accounts the routing table, by Instagram id
     */
    public static Plan of(byte[] body, Map<String, Account> accounts) {
        Entries entries = Entries.of(body);
        Map<Envelope, List<RawEntry>> envelopes = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        int unreadable = entries.outside().size();
        for (RawEntry entry : entries.entries()) {
            Set<Account> owners = Owners.of(entry, accounts);
            for (Account owner : owners) {
                envelopes
                        .computeIfAbsent(new Envelope(owner, entry.object()), envelope -> new ArrayList<>())
                        .add(entry);
            }
            if (owners.isEmpty()) {
                Optional<String> id = entry.entry()
                        .id()
                        .filter(text -> INSTAGRAM_ID.matcher(text).matches());
                id.ifPresent(unknown::add);
                unreadable += id.isPresent() ? 0 : 1;
            }
        }
        List<Part> parts = envelopes.entrySet().stream()
                .map(found -> new Part(found.getKey().account(), found.getKey().object(), found.getValue()))
                .toList();
        return new Plan(parts, List.copyOf(unknown), unreadable);
    }
}
