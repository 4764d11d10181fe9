package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.receiver.reply.SendBody.FieldError;
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
                "parameter '" + parameter + "' has value '" + value + "'; allowed: " + allowed);
        problem.json.put("parameter", parameter);
        problem.json.put("value", value);
        problem.json.put("allowed", allowed);
        return problem;
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

    /** What to answer on a path that leads nowhere. */
    static ProblemDocument notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    ProblemDocument with(String member, String value) {
        json.put(member, value);
        return this;
    }

    Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(json.toString());
        if (status == 503) {
            response.header("Retry-After", "5");
        }
        return response.build();
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
