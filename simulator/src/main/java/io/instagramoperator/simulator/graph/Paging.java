package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Gives a list in pages (Graph API, "Paginated Results"). A cursor is the position of an element, so that what is added at the
 * front meanwhile moves nothing.
 *
 * @param limit how many elements on a page
 * @param after the cursor that the page follows; empty for the first page
 */
record Paging(int limit, Optional<String> after) {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 100;

    /** As the parameters {@code limit} and {@code after} say. */
    static Paging of(GraphRequest request) {
        int limit = request.parameter("limit")
                .map(value -> {
                    try {
                        return Integer.parseInt(value);
                    } catch (NumberFormatException e) {
                        throw new GraphException(GraphError.invalidParameter("Param limit must be an integer"));
                    }
                })
                .orElse(DEFAULT_LIMIT);
        return new Paging(Math.clamp(limit, 1, MAX_LIMIT), request.parameter("after"));
    }

    /** The first page, of at most this many elements. */
    static Paging first(int limit) {
        return new Paging(Math.clamp(limit, 1, MAX_LIMIT), Optional.empty());
    }

    static Paging first() {
        return first(DEFAULT_LIMIT);
    }

    /**
     * A page.
     *
     * @param all the whole list, in an order that stays
     * @param id the id of an element
     * @param next the address of the page after a cursor
     */
    <T> ObjectNode page(
            List<T> all, Function<T, String> id, Function<T, JsonNode> view, Function<String, String> next) {
        int start = after.map(cursor -> position(all, id, cursor)).orElse(0);
        List<T> shown = all.stream().skip(start).limit(limit).toList();
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode data = page.putArray("data");
        shown.forEach(element -> data.add(view.apply(element)));
        if (!shown.isEmpty()) {
            String last = cursor(id.apply(shown.getLast()));
            ObjectNode paging = page.putObject("paging");
            paging.putObject("cursors")
                    .put("before", cursor(id.apply(shown.getFirst())))
                    .put("after", last);
            if (start + shown.size() < all.size()) {
                paging.put("next", next.apply(last));
            }
        }
        return page;
    }

    private static <T> int position(List<T> all, Function<T, String> id, String cursor) {
        for (int i = 0; i < all.size(); i++) {
            if (cursor(id.apply(all.get(i))).equals(cursor)) {
                return i + 1;
            }
        }
        throw new GraphException(GraphError.invalidParameter("Invalid cursor in the parameter after"));
    }

    private static String cursor(String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }
}
