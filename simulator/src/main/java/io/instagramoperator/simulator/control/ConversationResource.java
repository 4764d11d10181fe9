package io.instagramoperator.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Conversations;
import io.instagramoperator.simulator.state.Directory;
import io.instagramoperator.simulator.state.SentMessage;
import io.instagramoperator.simulator.webhook.Dispatch;
import io.instagramoperator.simulator.webhook.MessagingItems;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What happens in the conversations of an account. */
@Path("/control/accounts/{instagramId}")
public class ConversationResource {

    private final Directory directory;
    private final Conversations conversations;
    private final Customers customers;

    ConversationResource(Directory directory, Conversations conversations, Customers customers) {
        this.directory = directory;
        this.conversations = conversations;
        this.customers = customers;
    }

    record CustomerMessage(
            @Nullable String from,
            @Nullable String text,
            @Nullable JsonNode attachments,
            boolean forged) {

        @Override
        public String toString() {
            return "CustomerMessage[from=" + from + "]";
        }
    }

    record CustomerComment(
            @Nullable String from,
            @Nullable String text,
            @Nullable String mediaId) {

        @Override
        public String toString() {
            return "CustomerComment[from=" + from + "]";
        }
    }

    record Batch(int count, @Nullable String from) {}

    record Sent(List<SentMessage> messages) {}

    /** A customer writes; or somebody pretends it. */
    @POST
    @Path("messages")
    public Outcome message(@PathParam("instagramId") String instagramId, @Nullable CustomerMessage body)
            throws InterruptedException, ExecutionException {
        CustomerMessage message = Inputs.body(body);
        Account account = account(instagramId);
        String from = Inputs.id("from", message.from());
        Optional<String> text = Optional.ofNullable(message.text());
        Optional<JsonNode> attachments = Optional.ofNullable(message.attachments());
        if (text.isEmpty() && attachments.isEmpty()) {
            throw new InvalidInput("text, attachments: both missing; a message needs one of them");
        }
        String mid = MessagingItems.newMid();
        Dispatch dispatch = message.forged()
                ? customers.forge(account, from, mid, text, attachments)
                : customers.write(account, from, mid, text, attachments);
        return Outcome.of(Optional.of(mid), dispatch);
    }

    /** Anything else happens: the body is sent as it is, in the container of that name. */
    @POST
    @Path("items")
    public Outcome item(
            @PathParam("instagramId") String instagramId,
            @QueryParam("container") @DefaultValue("messaging") String container,
            @Nullable JsonNode body)
            throws InterruptedException, ExecutionException {
        Account account = account(instagramId);
        Container found = Arrays.stream(Container.values())
                .filter(value -> value.member().equals(container))
                .findAny()
                .orElseThrow(() ->
                        new InvalidInput("container: '" + container + "' is none of messaging, standby, changes"));
        JsonNode item = Inputs.body(body);
        if (!item.isObject()) {
            throw new InvalidInput("the body must be a JSON object: an item of " + container);
        }
        return Outcome.of(Optional.empty(), customers.act(account, found, item));
    }

    /** A customer writes many messages, which come in one delivery. */
    @POST
    @Path("batch")
    public Outcome batch(@PathParam("instagramId") String instagramId, @Nullable Batch body)
            throws InterruptedException, ExecutionException {
        Batch batch = Inputs.body(body);
        Account account = account(instagramId);
        String from = Inputs.id("from", batch.from());
        List<String> mids = Stream.generate(MessagingItems::newMid)
                .limit(Inputs.updates("count", batch.count()))
                .toList();
        return Outcome.of(Optional.empty(), customers.writeMany(account, from, mids));
    }

    /** A customer comments on a post of the account. */
    @POST
    @Path("comments")
    public Outcome comment(@PathParam("instagramId") String instagramId, @Nullable CustomerComment body)
            throws InterruptedException, ExecutionException {
        CustomerComment comment = Inputs.body(body);
        Account account = account(instagramId);
        String from = Inputs.id("from", comment.from());
        String text = Inputs.text("text", comment.text());
        String mediaId = comment.mediaId() == null ? "17900000000000001" : Inputs.id("mediaId", comment.mediaId());
        String commentId = "178" + ThreadLocalRandom.current().nextLong(10_000_000_000_000L, 100_000_000_000_000L);
        return Outcome.of(Optional.of(commentId), customers.comment(account, from, commentId, mediaId, text));
    }

    /** What the account sent through the Send API. */
    @GET
    @Path("sent")
    public Sent sent(@PathParam("instagramId") String instagramId) {
        return new Sent(conversations.sentBy(account(instagramId).instagramId()));
    }

    private Account account(String instagramId) {
        return directory
                .account(instagramId)
                .orElseThrow(() -> new NotFoundException("there is no account '%s'; PUT /control/accounts/%s creates it"
                        .formatted(instagramId, instagramId)));
    }
}
