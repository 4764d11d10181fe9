package io.instagramoperator.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what cannot be done into problem details (RFC 9457). */
class Problems {

    record Problem(String title, int status, String detail) {}

    @ServerExceptionMapper
    Response invalidInput(InvalidInput e) {
        return problem(Response.Status.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response invalidJson(MismatchedInputException e) {
        return problem(Response.Status.BAD_REQUEST, detail(e));
    }

    @ServerExceptionMapper
    Response other(WebApplicationException e) {
        return e.getCause() instanceof JsonProcessingException json
                ? problem(Response.Status.BAD_REQUEST, detail(json))
                : problem(e.getResponse().getStatusInfo().toEnum(), String.valueOf(e.getMessage()));
    }

    private static String detail(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "%s: there is no such field; known are %s"
                        .formatted(
                                path(unknown),
                                unknown.getKnownPropertyIds().stream()
                                        .map(Objects::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
            case JsonMappingException mapping -> path(mapping) + ": " + mapping.getOriginalMessage();
            default -> "the body is not JSON: " + e.getOriginalMessage();
        };
    }

    private static String path(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(reference ->
                        reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the body" : path;
    }

    private static Response problem(Response.Status status, String detail) {
        return Response.status(status)
                .type("application/problem+json")
                .entity(new Problem(status.getReasonPhrase(), status.getStatusCode(), detail))
                .build();
    }
}
