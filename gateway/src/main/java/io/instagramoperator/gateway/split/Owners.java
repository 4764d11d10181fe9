package io.instagramoperator.gateway.split;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.instagram.payload.Entries;
import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import io.instagramoperator.instagram.payload.RawEntry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whose entry it is. */
final class Owners {

    private Owners() {}

    /**
     * The account that the entry names. Of an entry that names none of the table, those that its updates were sent to or come
     * from, as a receiver takes them for its own: samples in Meta's documentation have other ids in the entry.
     */
    static Set<Account> of(RawEntry entry, Map<String, Account> accounts) {
        return entry.entry()
                .id()
                .flatMap(id -> Optional.ofNullable(accounts.get(id)))
                .map(Set::of)
                .orElseGet(() -> parties(entry, accounts));
    }

    private static Set<Account> parties(RawEntry entry, Map<String, Account> accounts) {
        Set<Account> owners = new LinkedHashSet<>();
        Delivery.read(Entries.delivery(List.of(entry))).stream()
                .flatMap(update -> update instanceof Item item ? item.messaging().stream() : Stream.empty())
                .flatMap(Owners::parties)
                .flatMap(id -> Stream.ofNullable(accounts.get(id)))
                .forEach(owners::add);
        return owners;
    }

    private static Stream<String> parties(MessagingItem item) {
        return Stream.concat(item.recipient().stream(), item.sender().stream());
    }
}
