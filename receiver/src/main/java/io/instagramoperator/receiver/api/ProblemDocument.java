package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.reply.body.FieldError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Why a request was refused (RFC 9457). Its {@code type} is for programs, its {@code detail} for people.
 *
 * @param status of the answer
 * @param type last part of the type URI
 */
public record ProblemDocument(int status, String type, ObjectNode json) {

    /** RFC 9457, section 3. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:instagram-operator:problem:";
    /** In seconds. */
    static final String RETRY_AFTER = "5";

    private static final int MOST_CHARACTERS = 200;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A document without further members.
     *
     * @param title the same for all problems of a type
     * @param detail what is wrong with this request, and the remedy
     */
    static ProblemDocument of(int status, String type, String title, String detail) {
        ObjectNode json = JSON.createObjectNode();
        json.put("type", TYPE_PREFIX + type);
        json.put("title", title);
        json.put("status", status);
        json.put("detail", detail);
        return new ProblemDocument(status, type, json);
    }

    /** A parameter of the query that is unknown or has a value that it cannot have. */
    static ProblemDocument badParameter(String parameter, String value, String allowed) {
        ProblemDocument problem = of(
                400,
                "bad-parameter",
                "Bad parameter",
                "parameter '" + shortened(parameter) + "' has value '" + shortened(value) + "'; allowed: " + allowed);
        problem.json.put("parameter", shortened(parameter));
        problem.json.put("value", shortened(value));
        problem.json.put("allowed", allowed);
        return problem;
    }

    /**
     * A body with a field that is unknown, missing or has a value that it cannot have.
     *
     * @param field empty for the body as a whole
     */
    static ProblemDocument badField(String field, String value, String allowed) {
        String what = field.isEmpty() ? "the body" : "field '" + field + "'";
        return of(400, "bad-body", "Bad body", what + " has value '" + shortened(value) + "'; allowed: " + allowed)
                .with("field", field)
                .with("value", shortened(value))
                .with("allowed", allowed);
    }

    /** A body that Meta would refuse. */
    static ProblemDocument badBody(List<FieldError> errors) {
        FieldError first = errors.getFirst();
        String where = first.field().isEmpty() ? "the body" : first.field();
        ProblemDocument problem = of(400, "bad-body", "Bad body", where + " " + first.detail());
        var list = problem.json.putArray("errors");
        errors.forEach(error -> list.addObject().put("field", error.field()).put("detail", error.detail()));
        return problem;
    }

    static ProblemDocument bodyTooLarge(long bytes, int most) {
        return of(413, "body-too-large", "Body too large", "the body has " + bytes + " bytes; allowed: " + most);
    }

    /** What to answer on a path that leads nowhere. */
    static ProblemDocument notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    /** Enough to recognise it. */
    private static String shortened(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "…";
    }

    ProblemDocument with(String member, String value) {
        json.put(member, value);
        return this;
    }

    Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(json.toString());
        if (status == 503) {
            response.header("Retry-After", RETRY_AFTER);
        }
        return response.build();
    }

    /** Answers a request that JAX-RS does not see. */
    void answer(HttpServerResponse response) {
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"instagram-operator\"");
        }
        if (status == 503) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        response.end(json.toString());
    }

    ProblemException exception() {
        return new ProblemException(this);
    }

    /** Ends a request with a problem document. */
    static final class ProblemException extends RuntimeException {

        private final transient ProblemDocument problem;

        private ProblemException(ProblemDocument problem) {
            super(problem.type, null, false, false);
            this.problem = problem;
        }

        ProblemDocument problem() {
            return problem;
        }
    }
}
