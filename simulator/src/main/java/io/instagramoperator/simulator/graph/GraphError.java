package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/**
 * An error of the Graph API (Graph API, "Handle Errors").
 *
 * @param status the HTTP status: 400 for nearly all
 * @param subcode 0 is none
 * @param isTransient whether it says that it will pass
 */
record GraphError(int status, String type, int code, int subcode, String message, boolean isTransient) {

    static GraphError oauth(int code, String message) {
        return oauth(code, 0, message);
    }

    static GraphError oauth(int code, int subcode, String message) {
        return new GraphError(400, "OAuthException", code, subcode, message, false);
    }

    /** A parameter that is missing or wrong. */
    static GraphError invalidParameter(String message) {
        return oauth(100, "(#100) " + message);
    }

    /** A node that is not there, or not for this token. */
    static GraphError noSuchObject(String method, String node) {
        return new GraphError(
                400,
                "GraphMethodException",
                100,
                33,
                "Unsupported %s request. Object with ID '%s' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api"
                        .formatted(method, node),
                false);
    }

    GraphError withStatus(int newStatus) {
        return new GraphError(newStatus, type, code, subcode, message, isTransient);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode error = json.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("code", code);
        if (subcode != 0) {
            error.put("error_subcode", subcode);
        }
        if (isTransient) {
            error.put("is_transient", true);
        }
        error.put("fbtrace_id", "A" + UUID.randomUUID().toString().replace("-", ""));
        return json;
    }
}
