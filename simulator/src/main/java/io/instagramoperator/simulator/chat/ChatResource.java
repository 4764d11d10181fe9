package io.instagramoperator.simulator.chat;

import io.instagramoperator.simulator.control.Customers;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.AppSubscription;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.Happening;
import io.instagramoperator.simulator.state.Journal;
import io.instagramoperator.simulator.state.Subscriptions;
import io.instagramoperator.simulator.webhook.Dispatch;
import io.instagramoperator.simulator.webhook.MessagingItems;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the page shows of accounts and their conversations, and what the customer does in one. */
@Path("/chat/api/accounts")
public class ChatResource {

    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");

    private final Directory directory;
    private final Subscriptions subscriptions;
    private final Journal journal;
    private final Customers customers;
    private final Clock clock;

    ChatResource(Directory directory, Subscriptions subscriptions, Journal journal, Customers customers, Clock clock) {
        this.directory = directory;
        this.subscriptions = subscriptions;
        this.journal = journal;
        this.customers = customers;
        this.clock = clock;
    }

    /**
     * An account, and whether it gets webhooks.
     *
     * @param callbackUrl where its app has them sent
     * @param fields what its app is subscribed to
     * @param subscribed whether the account is subscribed to its app
     */
    record AccountView(
            String instagramId,
            String username,
            String appId,
            Optional<String> callbackUrl,
            List<String> fields,
            boolean subscribed) {}

    record Accounts(List<AccountView> accounts) {}

    /** @param lastText of the last message; empty if it has none */
    record ConversationView(String igsid, Instant lastAt, Optional<String> lastText) {}

    record Conversations(List<ConversationView> conversations) {}

    /**
     * What became of an action.
     *
     * @param mid the id of the new message
     * @param reason why no webhook goes out now
     */
    record Done(Optional<String> mid, Optional<String> reason) {}

    @GET
    public Accounts accounts() {
        return new Accounts(directory.accounts().stream().map(this::view).toList());
    }

    private AccountView view(Account account) {
        Optional<AppSubscription> ofApp = subscriptions.ofApp(account.appId());
        return new AccountView(
                account.instagramId(),
                account.username(),
                account.appId(),
                ofApp.map(AppSubscription::callbackUrl),
                ofApp.map(AppSubscription::fields).orElse(List.of()),
                subscriptions.ofAccount(account).isPresent());
    }

    /** The conversation with the latest news first. */
    @GET
    @Path("{instagramId}/conversations")
    public Conversations conversations(@PathParam("instagramId") String instagramId) {
        Map<String, List<Happening>> byCustomer = journal
                .of(account(instagramId).instagramId())
                .stream()
                .collect(Collectors.groupingBy(Happening::igsid, LinkedHashMap::new, Collectors.toList()));
        return new Conversations(byCustomer.entrySet().stream()
                .map(entry -> view(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(ConversationView::lastAt).reversed())
                .toList());
    }

    private static ConversationView view(String igsid, List<Happening> happenings) {
        List<ChatMessage> messages = Timeline.of(happenings).messages();
        return new ConversationView(
                igsid,
                happenings.getLast().at(),
                messages.isEmpty()
                        ? Optional.empty()
                        : messages.getLast().content().text());
    }

    @GET
    @Path("{instagramId}/conversations/{igsid}")
    public Timeline.View conversation(@PathParam("instagramId") String instagramId, @PathParam("igsid") String igsid) {
        return timeline(account(instagramId), igsid);
    }

    @POST
    @Path("{instagramId}/conversations/{igsid}/actions")
    public Done act(
            @PathParam("instagramId") String instagramId,
            @PathParam("igsid") String igsid,
            @Nullable CustomerAction action) {
        Account account = account(instagramId);
        if (!ID.matcher(igsid).matches() || igsid.equals(instagramId)) {
            throw new BadRequestException(
                    "igsid: '%s' is not 1 to 32 digits, or the account itself; choose other digits".formatted(igsid));
        }
        if (action == null) {
            throw new BadRequestException("the body is missing; it must be a JSON object");
        }
        CustomerItems.Scene scene = new CustomerItems.Scene(
                instagramId,
                igsid,
                clock.instant(),
                MessagingItems.newMid(),
                "17" + ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 1_000_000_000_000_000L));
        CustomerItems.Made made = CustomerItems.of(action, scene, edits(account, igsid, action));
        Dispatch dispatch = customers.act(account, made.container(), made.item());
        return new Done(
                made.mid(),
                switch (dispatch) {
                    case Dispatch.Queued _ -> Optional.empty();
                    case Dispatch.Held held -> Optional.of(held.reason());
                    case Dispatch.NotSent notSent -> Optional.of(notSent.reason());
                });
    }

    private int edits(Account account, String igsid, CustomerAction action) {
        return action instanceof CustomerAction.Edit edit
                ? timeline(account, igsid).messages().stream()
                        .filter(message -> message.mid().equals(edit.mid()))
                        .mapToInt(message -> message.marks().edits())
                        .sum()
                : 0;
    }

    private Timeline.View timeline(Account account, String igsid) {
        return Timeline.of(journal.of(account.instagramId()).stream()
                .filter(happening -> happening.igsid().equals(igsid))
                .toList());
    }

    private Account account(String instagramId) {
        return directory
                .account(instagramId)
                .orElseThrow(() -> new NotFoundException("there is no account '%s'; PUT /control/accounts/%s creates it"
                        .formatted(instagramId, instagramId)));
    }
}
