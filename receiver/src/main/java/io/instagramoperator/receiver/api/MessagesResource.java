package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogState;
import io.instagramoperator.receiver.reply.Reply;
import io.instagramoperator.receiver.reply.ReplySender;
import io.instagramoperator.receiver.reply.ReplyStore;
import io.instagramoperator.receiver.reply.ReplyStore.Accepted;
import io.instagramoperator.receiver.reply.body.SendBody;
import io.instagramoperator.webhook.config.Desired;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Replies to be sent. */
@Path("/v1/messages")
@NonBlocking
public class MessagesResource {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final JsonMapper JSON = new JsonMapper();

    private final ReplySender sender;
    private final ReplyStore store;
    private final WindowCheck window;
    private final EventLog log;
    private final Configuration configuration;
    private final ApiRoom room;

    MessagesResource(
            ReplySender sender,
            ReplyStore store,
            WindowCheck window,
            EventLog log,
            Configuration configuration,
            ApiRoom room) {
        this.sender = sender;
        this.store = store;
        this.window = window;
        this.log = log;
        this.configuration = configuration;
        this.room = room;
    }

    /** Accepts a body of Meta's Send API; answers when it is on the disk, or after Meta's answer if that is waited for. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> send(byte[] body, @Context RoutingContext request, @Context UriInfo uri) {
        room.arrived(body, request);
        Duration wait = new Parameters(uri.getQueryParameters(), Set.of("wait")).time("wait", LONGEST_WAIT);
        Optional<String> key = key(request.request().headers().getAll("Idempotency-Key"));
        ReceiverConfig config = mayAccept();
        SendBody checked = checked(body, config);
        return window.check(checked, key, config.replies().humanAgent())
                .chain(() -> accepted(checked, key))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(accepted -> switch (accepted) {
                    case Accepted.New(Reply reply) -> answer(reply, wait);
                    case Accepted.Repeated(Reply reply) -> answer(reply, wait);
                    case Accepted.KeyTaken _ -> throw keyTaken(key.orElse(""));
                    case Accepted.CommentAnswered(Reply reply) -> throw answered(checked.conversation(), reply);
                });
    }

    private Uni<Accepted> accepted(SendBody body, Optional<String> key) {
        return hasRoom(key).chain(() -> Uni.createFrom().completionStage(() -> sender.accept(body, key)));
    }

    /** A reply that was accepted before is not refused now. */
    private Uni<Void> hasRoom(Optional<String> key) {
        if (!sender.isFull()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .item(() -> key.filter(store::hasKey).isPresent())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .invoke(isKnown -> {
                    if (!isKnown) {
                        throw ProblemDocument.of(
                                        503,
                                        "too-many-replies",
                                        "Too many replies",
                                        "so many replies wait for Meta already that no more are accepted; GET /status of the receiver says what they wait for")
                                .exception();
                    }
                })
                .replaceWithVoid();
    }

    /** How far a reply got. */
    @GET
    @Path("{id}")
    public Uni<Response> reply(@PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        return Uni.createFrom()
                .item(() -> Response.ok(json(stored(id)), MediaType.APPLICATION_JSON)
                        .build())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Response> answer(Reply reply, Duration wait) {
        Uni<Reply> now = Uni.createFrom().item(reply);
        return (wait.isZero() ? now : settled(reply, wait)).map(r -> Response.accepted(json(r))
                .type(MediaType.APPLICATION_JSON)
                .build());
    }

    private Uni<Reply> settled(Reply reply, Duration patience) {
        return Uni.createFrom()
                .completionStage(sender.end(reply.id()))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(reply)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(_ -> stored(reply.id()));
    }

    private Reply stored(String id) {
        return store.find(id).orElseThrow(() -> ProblemDocument.notFound("there is no reply '" + id + "', or no longer")
                .exception());
    }

    private ReceiverConfig mayAccept() {
        ReceiverConfig config = configuration.current().config().orElseThrow(() -> ProblemDocument.of(
                        503, "not-configured", "Not configured", "the receiver has no valid configuration yet")
                .exception());
        if (!config.replies().enabled()) {
            throw ProblemDocument.of(
                            403,
                            "replies-disabled",
                            "Replies disabled",
                            "replies are switched off for this account; set replies.enabled: true")
                    .exception();
        }
        if (config.desired() == Desired.ABSENT) {
            throw ProblemDocument.of(
                            409,
                            "account-leaving",
                            "Account is being removed",
                            "this account is being removed; replies are no longer accepted")
                    .exception();
        }
        if (log.state() != LogState.OPEN) {
            throw ProblemDocument.of(
                            503,
                            "log-unavailable",
                            "Log unavailable",
                            "the reply cannot be stored now: the log is " + log.state())
                    .exception();
        }
        if (!sender.isReady()) {
            throw ProblemDocument.of(503, "starting", "Starting", "the receiver is starting; try again")
                    .exception();
        }
        return config;
    }

    private static SendBody checked(byte[] body, ReceiverConfig config) {
        if (body.length > ApiDoor.MOST_BODY_BYTES) {
            throw ProblemDocument.bodyTooLarge(body.length, ApiDoor.MOST_BODY_BYTES)
                    .exception();
        }
        return switch (SendBody.check(body, config.replies().humanAgent())) {
            case SendBody.Result.Valid(SendBody valid) -> valid;
            case SendBody.Result.Invalid(var errors) ->
                throw ProblemDocument.badBody(errors).exception();
        };
    }

    private static Optional<String> key(List<String> keys) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        if (keys.size() > 1 || !KEY.matcher(keys.getFirst()).matches()) {
            throw ProblemDocument.of(
                            400,
                            "bad-idempotency-key",
                            "Bad Idempotency-Key",
                            "header Idempotency-Key must come once, with 1 to 255 visible ASCII characters")
                    .with("parameter", "Idempotency-Key")
                    .with("value", String.join("' and '", keys))
                    .with("allowed", "once, 1 to 255 visible ASCII characters")
                    .exception();
        }
        return Optional.of(keys.getFirst());
    }

    private static ProblemDocument.ProblemException keyTaken(String key) {
        return ProblemDocument.of(
                        422,
                        "idempotency-key-reused",
                        "Idempotency-Key reused",
                        "Idempotency-Key '" + key
                                + "' came before with another body; use a new key for each new message")
                .exception();
    }

    private static ProblemDocument.ProblemException answered(String lane, Reply reply) {
        return ProblemDocument.of(
                        422,
                        "comment-answered",
                        "Comment answered",
                        "recipient.comment_id '" + lane.replaceFirst("^comment:", "")
                                + "' has its one private reply, " + reply.id()
                                + "; write more once the customer has answered it")
                .with("reply", reply.id())
                .exception();
    }

    private static String json(Reply reply) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", reply.id());
        json.put("state", reply.state().text());
        reply.messageId().ifPresent(id -> json.put("message_id", id));
        reply.failure().ifPresent(failure -> json.putObject("error")
                .put("class", failure.errorClass())
                .put("code", failure.code())
                .put("subcode", failure.subcode())
                .put("message", failure.message()));
        return json.toString();
    }
}
