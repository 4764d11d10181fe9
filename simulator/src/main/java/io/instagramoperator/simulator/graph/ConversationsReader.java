package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Conversation;
import io.instagramoperator.simulator.state.Conversations;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.Message;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * The Conversations API: {@code /{page-id | instagram-id | me}/conversations}, {@code /{conversation-id}} and its edge
 * {@code messages}, {@code /{message-id}}. Of the 20 newest messages of a conversation it gives details, of the others the ids.
 */
@Singleton
class ConversationsReader {

    private static final int WITH_DETAILS = 20;
    private static final FieldSelection CONVERSATION = FieldSelection.parse("id,updated_time");
    private static final FieldSelection MESSAGE = FieldSelection.parse("id,created_time");

    private final AccessTokens tokens;
    private final Conversations conversations;

    ConversationsReader(AccessTokens tokens, Conversations conversations) {
        this.tokens = tokens;
        this.conversations = conversations;
    }

    /** The account's conversations; all others are on other platforms, of which this Meta has none. */
    JsonNode list(GraphRequest request) {
        Account account = tokens.requireAccountOfNode(request);
        requireAccess(account);
        boolean instagram = account.login() == Login.INSTAGRAM
                || request.parameter("platform").filter("instagram"::equals).isPresent();
        Optional<String> customer = request.parameter("user_id");
        List<Conversation> all = !instagram
                ? List.of()
                : conversations.of(account.instagramId()).stream()
                        .filter(conversation ->
                                customer.map(conversation.igsid()::equals).orElse(true))
                        .toList();
        FieldSelection selection = selection(request).orElse(CONVERSATION);
        return Paging.of(request)
                .page(
                        all,
                        Conversation::id,
                        conversation -> view(account, conversation, selection, request),
                        cursor -> request.address(request.node() + "/conversations", cursor));
    }

    /** The messages of a conversation, newest first. */
    JsonNode messages(GraphRequest request) {
        Account account = tokens.requireAccount(request);
        requireAccess(account);
        Conversation conversation = conversation(account, request.node())
                .orElseThrow(() -> new GraphException(GraphError.noSuchObject(request.method(), request.node())));
        return messages(account, conversation, selection(request).orElse(MESSAGE), Paging.of(request), request);
    }

    /** A conversation or a message of the account whose token it is; empty if the node is none. */
    Optional<JsonNode> node(Account account, GraphRequest request) {
        Optional<JsonNode> conversation = conversation(account, request.node())
                .map(found -> view(account, found, selection(request).orElse(CONVERSATION), request));
        Optional<JsonNode> node = conversation.or(() -> conversations
                .message(account.instagramId(), request.node())
                .map(found -> message(account, found, request)));
        node.ifPresent(_ -> requireAccess(account));
        return node;
    }

    private static void requireAccess(Account account) {
        AccessTokens.requirePermission(account, account.messagingPermission());
        AccessTokens.requireMessageAccess(account);
    }

    private JsonNode message(Account account, Message message, GraphRequest request) {
        boolean detailed = conversations.of(account.instagramId()).stream()
                .filter(conversation -> conversation.igsid().equals(message.igsid()))
                .flatMap(conversation -> conversation.messages().stream().limit(WITH_DETAILS))
                .anyMatch(newest -> newest.mid().equals(message.mid()));
        if (!detailed) {
            throw new GraphException(GraphError.oauth(
                    9_000_001, "(#9000001) The message was deleted, or is not among the 20 most recent ones"));
        }
        return MessageView.of(account, message, selection(request).orElse(MESSAGE));
    }

    private static ObjectNode view(
            Account account, Conversation conversation, FieldSelection selection, GraphRequest request) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        selection.fields().forEach((field, inside) -> {
            switch (field) {
                case "id" -> {}
                case "updated_time" -> view.put("updated_time", MessageView.time(conversation.updatedAt()));
                case "participants" ->
                    view.putObject("participants")
                            .putArray("data")
                            .add(MessageView.party(account, conversation.instagramId()))
                            .add(MessageView.party(account, conversation.igsid()));
                case "messages" ->
                    view.set(
                            "messages",
                            messages(
                                    account,
                                    conversation,
                                    inside.fields().isEmpty() ? MESSAGE : inside,
                                    inside.limit().isPresent()
                                            ? Paging.first(inside.limit().getAsInt())
                                            : Paging.first(),
                                    request));
                default ->
                    throw new GraphException(GraphError.invalidParameter(
                            "Tried accessing nonexisting field (%s) on node type (UnifiedThread)".formatted(field)));
            }
        });
        return view.put("id", conversation.id());
    }

    private static ObjectNode messages(
            Account account, Conversation conversation, FieldSelection selection, Paging paging, GraphRequest request) {
        List<Message> all = conversation.messages();
        List<Message> detailed = all.subList(0, Math.min(WITH_DETAILS, all.size()));
        return paging.page(
                all,
                Message::mid,
                message -> MessageView.of(account, message, detailed.contains(message) ? selection : MESSAGE),
                cursor -> request.address(conversation.id() + "/messages", cursor));
    }

    private Optional<Conversation> conversation(Account account, String id) {
        return conversations.of(account.instagramId()).stream()
                .filter(conversation -> conversation.id().equals(id))
                .findAny();
    }

    private static Optional<FieldSelection> selection(GraphRequest request) {
        return request.parameter("fields").map(FieldSelection::parse);
    }
}
