package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Comments;
import io.instagramoperator.simulator.state.Comments.Comment;
import io.instagramoperator.simulator.state.Conversations;
import io.instagramoperator.simulator.state.Login;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** To whom an account may write: customers within the window, and once to the author of each comment. */
@Singleton
class Recipients {

    private static final Duration PRIVATE_REPLY_WINDOW = Duration.ofDays(7);

    private final Conversations conversations;
    private final Comments comments;
    private final Clock clock;

    Recipients(Conversations conversations, Comments comments, Clock clock) {
        this.conversations = conversations;
        this.comments = comments;
        this.clock = clock;
    }

    /**
     * Finds the one whom a message may go to.
     *
     * @return the Instagram-scoped id
     * @throws GraphException with Meta's reason why it may not
     */
    String ofMessage(Account account, GraphRequest request) {
        JsonNode commentId = request.object("recipient").path("comment_id");
        return commentId.isValueNode() ? authorOf(account, commentId.asText()) : customer(account, request);
    }

    /** The same for a sender action, which no comment can be answered with. */
    String ofAction(Account account, GraphRequest request) {
        return customer(account, request);
    }

    private String authorOf(Account account, String commentId) {
        AccessTokens.requirePermission(account, account.commentsPermission());
        Instant now = clock.instant();
        return comments.unanswered(account.instagramId(), commentId)
                .filter(comment -> now.isBefore(comment.at().plus(PRIVATE_REPLY_WINDOW)))
                .filter(comments::answer)
                .map(Comment::igsid)
                .orElseThrow(
                        () -> new GraphException(
                                GraphError.oauth(
                                        100,
                                        2534025,
                                        "(#100) The comment is invalid for a private reply: it is not there, too old, or was replied to")));
    }

    private String customer(Account account, GraphRequest request) {
        JsonNode id = request.object("recipient").path("id");
        if (!id.isTextual() || id.textValue().isEmpty()) {
            throw new GraphException(GraphError.invalidParameter("The parameter recipient[id] is required"));
        }
        String igsid = id.textValue();
        if (!conversations.exists(account.instagramId(), igsid)) {
            throw new GraphException(GraphError.oauth(100, 2534014, "(#100) The requested user cannot be found."));
        }
        Optional<Instant> lastMessage = conversations.lastCustomerMessage(account.instagramId(), igsid);
        boolean humanAgent =
                request.parameter("tag").filter("HUMAN_AGENT"::equals).isPresent();
        Instant now = clock.instant();
        if (lastMessage
                .filter(last -> MessagingWindow.isOpen(last, humanAgent, now))
                .isEmpty()) {
            // Seen as 403 on graph.instagram.com, as 400 on graph.facebook.com.
            throw new GraphException(
                    GraphError.oauth(10, 2534022, "(#10) This message is sent outside of allowed window.")
                            .withStatus(account.login() == Login.INSTAGRAM ? 403 : 400));
        }
        return igsid;
    }
}
