package io.instagramoperator.receiver.api;

import io.instagramoperator.receiver.log.Cursor;
import io.instagramoperator.receiver.log.Filter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are to be streamed.
 *
 * @param after where to go on; empty: from now on
 */
record StreamQuery(Optional<Cursor> after, Filter filter) {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    static StreamQuery of(HttpServerRequest request) {
        return of(byName(request.params()), request.headers().getAll(LAST_EVENT_ID));
    }

    /**
     * Reads a request. A browser that connects again sends the same query and the id of the last event that it got, so the
     * header counts before {@code after}.
     *
     * @param lastEventIds values of the header
     * @throws ProblemDocument.ProblemException if a value is not allowed
     */
    static StreamQuery of(Map<String, List<String>> query, List<String> lastEventIds) {
        Parameters parameters = new Parameters(query, Set.of("after", "types", "conversation"));
        Parameters headers = new Parameters(
                lastEventIds.isEmpty() ? Map.of() : Map.of(LAST_EVENT_ID, lastEventIds), Set.of(LAST_EVENT_ID));
        Optional<Cursor> after = parameters.value("after", Cursor::parse, EventQuery.CURSOR);
        return new StreamQuery(
                headers.value(LAST_EVENT_ID, Cursor::parse, "an id as the stream gives it")
                        .or(() -> after),
                EventQuery.filter(parameters));
    }

    private static Map<String, List<String>> byName(MultiMap params) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        params.forEach((name, value) ->
                query.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        return query;
    }
}
