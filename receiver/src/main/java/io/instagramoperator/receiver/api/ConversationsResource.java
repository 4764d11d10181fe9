package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.conversation.ReplyWindow;
import io.instagramoperator.receiver.conversation.Windows;
import io.instagramoperator.receiver.conversation.Windows.Answer;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;

/** Until when customers can be answered. */
@Path("/v1/conversations")
@NonBlocking
public class ConversationsResource {

    private static final Pattern IGSID = Pattern.compile("[0-9]{1,32}");
    private static final JsonMapper JSON = new JsonMapper();

    private final Windows windows;
    private final DiskThreads threads;
    private final Clock clock = Clock.systemUTC();

    ConversationsResource(Windows windows, DiskThreads threads) {
        this.windows = windows;
        this.threads = threads;
    }

    /** The window for answers to one customer. */
    @GET
    @Path("{igsid}")
    public Uni<Response> conversation(@PathParam("igsid") String igsid, @Context UriInfo uri) {
        new Parameters(uri.getQueryParameters(), Set.of());
        if (!IGSID.matcher(igsid).matches()) {
            throw ProblemDocument.badParameter("igsid", igsid, "a customer's IGSID, 1 to 32 digits")
                    .exception();
        }
        return Uni.createFrom()
                .completionStage(() -> windows.of(igsid, threads))
                .map(answer -> answer(igsid, answer));
    }

    private Response answer(String igsid, Answer answer) {
        return switch (answer) {
            case Answer.Known(ReplyWindow window) ->
                Response.ok(json(igsid, window, clock.instant()), MediaType.APPLICATION_JSON)
                        .build();
            case Answer.NeverSeen _ ->
                ProblemDocument.notFound("no message of customer '" + igsid + "' is known, or it came more than "
                                + Windows.MEMORY.toDays() + " days ago")
                        .response();
            case Answer.NotYet _ ->
                ProblemDocument.of(
                                503,
                                "catching-up",
                                "Catching up",
                                "not all events were gone through yet; ask again in some seconds")
                        .response();
        };
    }

    private static String json(String igsid, ReplyWindow window, Instant now) {
        ObjectNode json = JSON.createObjectNode();
        json.put("conversation", igsid);
        json.put("open", window.isOpen(now));
        json.put("closesAt", window.closesAt().toString());
        json.put("humanAgentUntil", window.humanAgentUntil().toString());
        return json.toString();
    }
}
