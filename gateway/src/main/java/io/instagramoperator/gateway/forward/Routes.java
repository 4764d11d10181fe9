package io.instagramoperator.gateway.forward;

import static java.util.Objects.requireNonNull;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One version of the routing table with its receivers. A delivery keeps to the version that it was planned with. */
public final class Routes {

    static final Routes NONE = new Routes(Map.of(), Map.of());

    private final Map<String, Account> accounts;
    private final Map<Account, Receiver> receivers;

    private Routes(Map<String, Account> accounts, Map<Account, Receiver> receivers) {
        this.accounts = accounts;
        this.receivers = receivers;
    }

    /** The next version. A receiver at another address is another one: it has not failed yet. */
    Routes next(Map<String, Account> table, Function<Account, Receiver> create) {
        Function<Account, Receiver> kept =
                account -> Optional.ofNullable(receivers.get(account)).orElseGet(() -> create.apply(account));
        return new Routes(
                table, table.values().stream().collect(Collectors.toUnmodifiableMap(UnaryOperator.identity(), kept)));
    }

    /** The table, by Instagram id. */
    public Map<String, Account> accounts() {
        return accounts;
    }

    /** Whether there is a table, be it empty: without one nothing is known to be unknown. */
    public boolean areKnown() {
        return !equals(NONE);
    }

    List<Receiver> receivers() {
        return List.copyOf(receivers.values());
    }

    Receiver receiver(Account account) {
        return requireNonNull(receivers.get(account), "every account of a table has a receiver");
    }
}
