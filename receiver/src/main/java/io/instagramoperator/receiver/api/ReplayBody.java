package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.delivery.Stretch;
import io.instagramoperator.receiver.log.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The body of a wish to get events once more: {@code {"from","to"}}, {@code {"after"}} or {@code {"conversation"}}. */
final class ReplayBody {

    private static final String BODY =
            "exactly one of {\"from\":\"<time>\"}, {\"from\":\"<time>\",\"to\":\"<time>\"}, {\"after\":\"<cursor>\"}"
                    + " and {\"conversation\":\"<IGSID>\"}";
    private static final String TIME = "a time as RFC 3339 has it, such as 2026-11-24T08:00:00Z";

    /** What is read without it has also other forms, and years that no millisecond counts. */
    private static final Pattern RFC_3339 = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)", Pattern.CASE_INSENSITIVE);

    private ReplayBody() {}

    /**
     * Reads what is wished for.
     *
     * @throws ProblemDocument.ProblemException if the body is not of this form
     */
    static Stretch stretch(byte[] body) {
        JsonBody json = new JsonBody(body, Set.of("from", "to", "after", "conversation"), BODY);
        long kinds =
                Stream.of("from", "after", "conversation").filter(json::has).count();
        if (kinds != 1 || (json.has("to") && !json.has("from"))) {
            throw json.bad();
        }
        if (json.has("after")) {
            return new Stretch.After(json.value("after", Cursor::parse, EventQuery.CURSOR));
        }
        if (json.has("conversation")) {
            return new Stretch.Conversation(json.value("conversation", EventQuery::igsid, EventQuery.IGSID));
        }
        Instant from = json.value("from", ReplayBody::time, TIME);
        Optional<Instant> to = json.has("to")
                ? Optional.of(json.value(
                        "to",
                        text -> time(text).filter(time -> time.isAfter(from)),
                        TIME + ", later than 'from', " + from))
                : Optional.empty();
        return new Stretch.Times(from, to);
    }

    private static Optional<Instant> time(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
