package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.webhook.MessagingItems;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Updates of several accounts of an app in one delivery. */
@Path("/control/apps/{id}/batch")
public class AppBatchResource {

    private final Directory directory;
    private final Customers customers;

    AppBatchResource(Directory directory, Customers customers) {
        this.directory = directory;
        this.customers = customers;
    }

    /** @param accounts whom the customer writes to; missing is all accounts of the app */
    record Batch(int count, @Nullable String from, @Nullable List<String> accounts) {}

    /** A customer writes to the accounts in turn. */
    @POST
    public Outcome batch(@PathParam("id") String id, @Nullable Batch body)
            throws InterruptedException, ExecutionException {
        if (directory.app(id).isEmpty()) {
            throw new NotFoundException("there is no app '%s'; PUT /control/apps/%s creates it".formatted(id, id));
        }
        Batch batch = Inputs.body(body);
        String from = Inputs.id("from", batch.from());
        int count = Inputs.updates("count", batch.count());
        List<Account> accounts = batch.accounts() == null
                ? directory.accountsOf(id)
                : batch.accounts().stream()
                        .map(account -> accountOf(id, account))
                        .toList();
        if (accounts.isEmpty()) {
            throw new InvalidInput(
                    "accounts: app %s has none; PUT /control/accounts/{id} with this appId adds one".formatted(id));
        }
        List<String> mids = Stream.generate(MessagingItems::newMid).limit(count).toList();
        return Outcome.of(Optional.empty(), customers.writeAround(accounts, from, mids));
    }

    private Account accountOf(String appId, String instagramId) {
        return directory
                .at(instagramId, appId)
                .orElseThrow(() -> new InvalidInput(
                        "accounts: '%s' is not connected to app %s; PUT /control/accounts/%s/apps/%s connects it"
                                .formatted(instagramId, appId, instagramId, appId)));
    }
}
