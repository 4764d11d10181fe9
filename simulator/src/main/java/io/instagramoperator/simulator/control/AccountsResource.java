package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.Subscriptions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
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
            long tokenIssuedAt,
            long tokenExpiresAt,
            boolean tokenRevoked,
            long dataAccessExpiresAt,
            boolean messageAccess,
            boolean subscribed,
            List<String> fields,
            List<AtApp> apps) {}

    /** The account's subscription to one of its apps. */
    record AtApp(String appId, boolean subscribed, List<String> fields) {}

    record Connection(@Nullable String accessToken) {

        @Override
        public String toString() {
            return "Connection";
        }
    }

    @PUT
    public void put(@PathParam("instagramId") String instagramId, @Nullable AccountSpec spec) {
        state.put(Inputs.body(spec).withInstagramId(instagramId));
    }

    /** Changes what the body names, and nothing else. */
    @PATCH
    public void patch(@PathParam("instagramId") String instagramId, @Nullable AccountSpec spec) {
        AccountSpec changes = Inputs.body(spec);
        state.put(changes.over(account(instagramId)));
    }

    @GET
    public AccountView get(@PathParam("instagramId") String instagramId) {
        return view(account(instagramId));
    }

    /** Connects the account to a further app, with a token of its own there. */
    @PUT
    @Path("apps/{appId}")
    public void connect(
            @PathParam("instagramId") String instagramId,
            @PathParam("appId") String appId,
            @Nullable Connection connection) {
        String token = Inputs.text("accessToken", Inputs.body(connection).accessToken());
        state.connect(account(instagramId), Inputs.id("appId", appId), token);
    }

    /** Ends the account's subscriptions, as Meta does after an hour of failed deliveries. */
    @DELETE
    @Path("subscription")
    public void unsubscribe(@PathParam("instagramId") String instagramId) {
        directory.atItsApps(account(instagramId).instagramId()).forEach(subscriptions::unsubscribeAccount);
    }

    private Account account(String instagramId) {
        return directory
                .account(instagramId)
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
                account.token().issuedAt(),
                account.token().expiresAt(),
                account.token().revoked(),
                account.dataAccessExpiresAt(),
                account.messageAccess(),
                fields.isPresent(),
                fields.orElse(List.of()),
                directory.atItsApps(account.instagramId()).stream()
                        .map(this::atApp)
                        .toList());
    }

    private AtApp atApp(Account account) {
        Optional<List<String>> fields = subscriptions.ofAccount(account);
        return new AtApp(account.appId(), fields.isPresent(), fields.orElse(List.of()));
    }
}
