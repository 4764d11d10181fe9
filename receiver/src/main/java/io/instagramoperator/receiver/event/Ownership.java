package io.instagramoperator.receiver.event;

import io.instagramoperator.instagram.payload.Item;
import io.instagramoperator.instagram.payload.MessagingItem;
import java.util.Optional;

/** Whose update it is. */
final class Ownership {

    private Ownership() {}

    /** An item is the account's if it is in its entry, was sent to it, or is the echo of what it sent. */
    static boolean isOf(String account, Item item, Optional<MessagingItem> messaging) {
        return item.entry().id().filter(account::equals).isPresent()
                || messaging.filter(m -> isParty(account, m)).isPresent();
    }

    /** The tests that Meta's dashboard sends have fake ids ("Test" beside each field in the app's webhook settings). */
    static boolean isTest(Item item, Optional<MessagingItem> messaging) {
        return item.entry().id().filter("0"::equals).isPresent()
                || messaging
                        .filter(m -> m.sender().filter("12334"::equals).isPresent()
                                && m.recipient().filter("23245"::equals).isPresent())
                        .isPresent();
    }

    private static boolean isParty(String account, MessagingItem messaging) {
        return messaging.recipient().filter(account::equals).isPresent()
                || messaging.sender().filter(account::equals).isPresent();
    }
}
