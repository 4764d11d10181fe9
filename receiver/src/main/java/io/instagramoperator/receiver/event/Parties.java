package io.instagramoperator.receiver.event;

import java.util.Optional;

/**
 * Who did it, to whom.
 *
 * @param from the customer, or the account
 * @param to the customer, if the account did it
 * @param customer the one of the two that is not the account
 */
record Parties(Optional<String> from, Optional<String> to, Optional<String> customer) {

    /** Nobody is known to have done it. */
    static final Parties NOBODY = new Parties(Optional.empty(), Optional.empty(), Optional.empty());

    static Parties customer(Optional<String> customer) {
        return new Parties(customer, Optional.empty(), customer);
    }

    static Parties account(String account, Optional<String> customer) {
        return new Parties(Optional.of(account), customer, customer);
    }
}
