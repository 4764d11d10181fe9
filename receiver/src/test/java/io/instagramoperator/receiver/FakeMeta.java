package io.instagramoperator.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/**
 * Meta's Graph API for one app and one Page, in memory. It does what it is asked, keeps what it was asked, and misbehaves when told to:
 * each {@link Answer} given for an operation is used once, instead of the usual one.
 */
public final class FakeMeta implements AutoCloseable {

    public static final String APP = "1234567890123456";
    public static final String PAGE = "102938475610293";
    public static final String ACCOUNT = "17841405822304914";

    /** What Meta does with one request. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;

        static Answer of(int status, String body) {
            return exchange -> write(exchange, status, body);
        }

        static Answer error(int status, int code, int subcode) {
            return of(
                    status,
                    "{\"error\":{\"message\":\"told to\",\"type\":\"OAuthException\",\"code\":" + code
                            + ",\"error_subcode\":" + subcode + ",\"fbtrace_id\":\"trace\"}}");
        }

        /** The request was read and there is no answer. */
        static Answer cut() {
            return HttpExchange::close;
        }
    }

    /** A request, with its path without version and without query. */
    public record Request(String method, String path, String query, String authorization, String body) {

        public String operation() {
            return method + " " + path;
        }
    }

    public final List<Request> requests = new CopyOnWriteArrayList<>();
    public final List<String> sent = new CopyOnWriteArrayList<>();
    public final FakeConversations conversations = new FakeConversations();
    private final Map<String, BlockingQueue<Answer>> told = new ConcurrentHashMap<>();
    private final Map<String, Answer> always = new ConcurrentHashMap<>();
    private volatile CountDownLatch pause = new CountDownLatch(0);
    private final HttpServer server;
    private volatile String callback = "";
    private volatile String fields = "";
    private volatile boolean subscribed;

    public FakeMeta() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Once, for the next request of this operation, such as {@code POST /messages}. */
    public FakeMeta next(String operation, Answer answer) {
        told.computeIfAbsent(operation, _ -> new LinkedBlockingQueue<>()).add(answer);
        return this;
    }

    /** From now on, for each request of this operation. */
    public FakeMeta always(String operation, Answer answer) {
        always.put(operation, answer);
        return this;
    }

    /** Does again what it is asked. */
    public FakeMeta behave() {
        always.clear();
        return this;
    }

    /** Nothing is answered until {@link #resume}. */
    public void pause() {
        pause = new CountDownLatch(1);
    }

    /** Answers what waits, and what comes. */
    public void resume() {
        pause.countDown();
    }

    public FakeMeta withCallback(String url, String subscribedFields) {
        callback = url;
        fields = subscribedFields;
        return this;
    }

    public FakeMeta withAccountSubscribed(boolean value) {
        subscribed = value;
        return this;
    }

    public String callback() {
        return callback;
    }

    public String fields() {
        return fields;
    }

    public boolean accountSubscribed() {
        return subscribed;
    }

    public List<String> operations() {
        return requests.stream().map(Request::operation).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = uri.getPath().replaceFirst("^/v[0-9.]+", "");
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            Request request = new Request(exchange.getRequestMethod(), path, query, authorization, body);
            requests.add(request);
            awaitEndOf(pause);
            String operation = request.method() + " /" + path.substring(path.lastIndexOf('/') + 1);
            Answer answer =
                    told.getOrDefault(operation, new LinkedBlockingQueue<>()).poll();
            if (answer == null) {
                answer = always.getOrDefault(operation, usual(operation, request));
            }
            answer.to(exchange);
        }
    }

    private static void awaitEndOf(CountDownLatch pause) {
        try {
            pause.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer usual(String operation, Request request) {
        return exchange -> write(
                exchange,
                200,
                switch (operation) {
                    case "GET /subscriptions" -> subscriptions();
                    case "POST /subscriptions" -> subscribe(form(request.body()));
                    case "DELETE /subscriptions" -> unsubscribe();
                    case "GET /subscribed_apps" ->
                        subscribed
                                ? "{\"data\":[{\"id\":\"" + APP + "\",\"subscribed_fields\":[\"messages\"]}]}"
                                : "{\"data\":[]}";
                    case "POST /subscribed_apps" -> subscribeAccount(true);
                    case "DELETE /subscribed_apps" -> subscribeAccount(false);
                    case "GET /debug_token" ->
                        "{\"data\":{\"app_id\":\"" + APP
                                + "\",\"type\":\"PAGE\",\"is_valid\":true,\"expires_at\":0,\"data_access_expires_at\":0,"
                                + "\"scopes\":[\"instagram_basic\",\"instagram_manage_messages\",\"pages_manage_metadata\"],\"profile_id\":\""
                                + PAGE + "\"}}";
                    case "GET /me" ->
                        "{\"id\":\"" + PAGE + "\",\"user_id\":\"" + ACCOUNT
                                + "\",\"username\":\"acme\",\"instagram_business_account\":{\"id\":\"" + ACCOUNT
                                + "\",\"username\":\"acme\"}}";
                    case "POST /messages" -> send(request.body());
                    default ->
                        conversations
                                .answer(request)
                                .orElse("{\"error\":{\"code\":2500,\"message\":\"Unknown path components: "
                                        + request.path() + "\"}}");
                });
    }

    private String subscriptions() {
        if (callback.isEmpty()) {
            return "{\"data\":[]}";
        }
        String names = List.of(fields.split(",")).stream()
                .map(name -> "{\"name\":\"" + name + "\",\"version\":\"v25.0\"}")
                .collect(Collectors.joining(","));
        return "{\"data\":[{\"object\":\"instagram\",\"callback_url\":\"" + callback + "\",\"active\":true,\"fields\":["
                + names + "]}]}";
    }

    private String subscribe(Map<String, String> form) {
        callback = form.getOrDefault("callback_url", "");
        fields = form.getOrDefault("fields", "");
        return "{\"success\":true}";
    }

    private String unsubscribe() {
        callback = "";
        return "{\"success\":true}";
    }

    private String subscribeAccount(boolean value) {
        subscribed = value;
        return "{\"success\":true}";
    }

    private synchronized String send(String body) {
        sent.add(body);
        return "{\"recipient_id\":\"1\",\"message_id\":\"mid" + sent.size() + "\"}";
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> form(String body) {
        return List.of(body.split("&")).stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        resume();
        server.stop(0);
    }
}
