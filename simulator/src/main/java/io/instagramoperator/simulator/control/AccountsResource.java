package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.Subscriptions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts. */
@Path("/control/accounts/{instagramId}")
public class AccountsResource {

    private final StateWriter state;
    private final Directory directory;
    private final Subscriptions subscriptions;

    AccountsResource(StateWriter state, Directory directory, Subscriptions subscriptions) {
        this.state = state;
        this.directory = directory;
        this.subscriptions = subscriptions;
    }

    /** An account without its token. */
    record AccountView(
            String instagramId,
            String username,
            Login login,
            Optional<String> pageId,
            String appId,
            List<String> permissions,
            long tokenExpiresAt,
            long dataAccessExpiresAt,
            boolean subscribed,
            List<String> fields) {}

    @PUT
    public void put(@PathParam("instagramId") String instagramId, @Nullable AccountSpec spec) {
        state.put(Inputs.body(spec).withInstagramId(instagramId));
    }

    @GET
    public AccountView get(@PathParam("instagramId") String instagramId) {
        return directory
                .account(instagramId)
                .map(this::view)
                .orElseThrow(() -> new NotFoundException("there is no account '%s'; PUT /control/accounts/%s creates it"
                        .formatted(instagramId, instagramId)));
    }

    private AccountView view(Account account) {
        Optional<List<String>> fields = subscriptions.ofAccount(account);
        return new AccountView(
                account.instagramId(),
                account.username(),
                account.login(),
                account.pageId(),
                account.appId(),
                account.permissions().stream().sorted().toList(),
                account.tokenExpiresAt(),
                account.dataAccessExpiresAt(),
                fields.isPresent(),
                fields.orElse(List.of()));
    }
}
