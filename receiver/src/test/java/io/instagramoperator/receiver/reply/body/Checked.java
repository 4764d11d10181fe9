package io.instagramoperator.receiver.reply.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.receiver.reply.body.SendBody.Result;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies of tests, written with ' for ". */
final class Checked {

    private Checked() {}

    /** Of a body as it stands, for an account that may use the tag for people. */
    static Result body(String body) {
        return SendBody.check(body.replace('\'', '"').getBytes(UTF_8), true);
    }

    /** The body, which must be good. */
    static SendBody good(String body) {
        return switch (body(body)) {
            case Result.Valid(SendBody good) -> good;
            case Result.Invalid(List<FieldError> errors) -> throw new AssertionError("refused: " + errors);
        };
    }

    /** What is wrong with a body: {@code field: detail}. */
    static List<String> errors(String body) {
        return switch (body(body)) {
            case Result.Valid _ -> List.of();
            case Result.Invalid(List<FieldError> errors) ->
                errors.stream()
                        .map(error -> error.field() + ": " + error.detail())
                        .toList();
        };
    }

    /** A body with this message to somebody. */
    static String message(String message) {
        return "{'recipient':{'id':'123'},'message':" + message + "}";
    }

    /** A body with this attachment. */
    static String attachment(String attachment) {
        return message("{'attachment':" + attachment + "}");
    }

    /** A body with a template of this payload. */
    static String template(String payload) {
        return attachment("{'type':'template','payload':" + payload + "}");
    }

    /** An array of equal items. */
    static String array(int size, String item) {
        return IntStream.range(0, size).mapToObj(_ -> item).collect(Collectors.joining(",", "[", "]"));
    }
}
