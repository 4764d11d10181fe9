package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Filter;
import io.instagramoperator.receiver.log.PageSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which events are asked for.
 *
 * @param after where to read on; empty: from the earliest event held
 * @param most how much to give
 * @param patience how long to wait if there is none
 */
record EventQuery(Optional<Cursor> after, Filter filter, PageSize most, Duration patience) {

    /** What is allowed as a cursor, for people. */
    static final String CURSOR = "a cursor as 'next' gives it";

    /** What is allowed as a conversation, for people. */
    static final String IGSID = "an IGSID, 1 to 32 digits";

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST_EVENTS = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,32}");
    private static final int MOST_TYPES = 100;
    private static final String TYPES = "up to " + MOST_TYPES
            + " names of events, separated by commas, in which * stands for anything, such as message.*,postback.received";

    /** Reads the parameters of a query. */
    static EventQuery of(Map<String, List<String>> query) {
        return of(new Parameters(query, Set.of("after", "types", "conversation", "limit", "wait")));
    }

    /** Reads the parameters of a query by a consumer, which has its cursor here. */
    static EventQuery ofConsumer(Map<String, List<String>> query) {
        return of(new Parameters(query, Set.of("types", "conversation", "limit", "wait")));
    }

    /** Reads {@code types} and {@code conversation}. */
    static Filter filter(Parameters parameters) {
        return new Filter(
                parameters.value("types", EventQuery::types, TYPES).orElse(List.of()),
                parameters.value("conversation", EventQuery::igsid, IGSID));
    }

    /** Reads {@code limit}. */
    static int limit(Parameters parameters) {
        return parameters.integer("limit", DEFAULT_LIMIT, 1, MOST_EVENTS);
    }

    /** An IGSID; empty if the text is none. */
    static Optional<String> igsid(String text) {
        return Optional.of(text).filter(t -> DIGITS.matcher(t).matches());
    }

    private static EventQuery of(Parameters parameters) {
        return new EventQuery(
                parameters.value("after", Cursor::parse, CURSOR),
                filter(parameters),
                PageSize.of(limit(parameters)),
                parameters.time("wait", LONGEST_WAIT));
    }

    private static Optional<List<String>> types(String text) {
        List<String> types =
                Stream.of(text.split(",", -1)).map(String::strip).distinct().toList();
        return types.size() <= MOST_TYPES && types.stream().allMatch(Filter::isType)
                ? Optional.of(types)
                : Optional.empty();
    }
}
