package io.instagramoperator.receiver;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The one conversation that a {@link FakeMeta} shows, newest message first. */
public final class FakeConversations {

    private static final String THREAD = "aWdfZAG06MTpJR01lc3NhZA2VUaHJlYWQ6";

    private final String customer;
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** Has Meta answer about this customer. */
    public FakeConversations(FakeMeta meta, String customer) {
        this.customer = customer;
        meta.always(
                "GET /conversations",
                exchange -> answer(
                        exchange,
                        query(exchange).contains("user_id=" + customer)
                                ? "{\"data\":[{\"id\":\"" + THREAD + "\"}]}"
                                : "{\"data\":[]}"));
        meta.always(
                "GET /" + THREAD,
                exchange -> answer(
                        exchange,
                        "{\"id\":\"" + THREAD + "\",\"messages\":{\"data\":["
                                + messages.stream().collect(Collectors.joining(",")) + "]}}"));
    }

    public FakeConversations received(String mid, Instant at, String text) {
        return add(mid, at, customer, FakeMeta.ACCOUNT, text);
    }

    public FakeConversations sent(String mid, Instant at, String text) {
        return add(mid, at, FakeMeta.ACCOUNT, customer, text);
    }

    private FakeConversations add(String mid, Instant at, String from, String to, String text) {
        messages.addFirst(
                "{\"id\":\"%s\",\"created_time\":\"%s\",\"from\":{\"id\":\"%s\"},\"to\":{\"data\":[{\"id\":\"%s\"}]},\"message\":\"%s\"}"
                        .formatted(mid, at.toString().replaceFirst("(\\.\\d+)?Z$", "+0000"), from, to, text));
        return this;
    }

    private static String query(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestURI().getQuery());
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        FakeMeta.Answer.of(200, body).to(exchange);
    }
}
