package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.instagramoperator.simulator.state.Account;
import io.instagramoperator.simulator.state.Login;
import io.instagramoperator.simulator.state.Uploads;
import jakarta.inject.Singleton;

/** Uploads media to send them later: {@code POST /{page-id | instagram-id | me}/message_attachments}. */
@Singleton
class MessageAttachmentsEdge {

    private final AccessTokens tokens;
    private final Uploads uploads;

    MessageAttachmentsEdge(AccessTokens tokens, Uploads uploads) {
        this.tokens = tokens;
        this.uploads = uploads;
    }

    JsonNode post(GraphRequest request) {
        Account account = tokens.requireAccountOfNode(request);
        AccessTokens.requirePermission(account, account.messagingPermission());
        // Without it, the medium would be Messenger's.
        if (account.login() == Login.FACEBOOK
                && request.parameter("platform").filter("instagram"::equals).isEmpty()) {
            throw new GraphException(GraphError.invalidParameter("The parameter platform must be instagram"));
        }
        JsonNode medium = Attachments.medium(request.object("message").path("attachment"));
        return JsonNodeFactory.instance.objectNode().put("attachment_id", uploads.add(account.instagramId(), medium));
    }
}
