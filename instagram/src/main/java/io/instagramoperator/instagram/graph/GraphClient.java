package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Calls the Graph API. Every method blocks for at most the deadline and returns what became of the call: nothing is thrown for what Meta
 * or the network does. Tokens go in the {@code Authorization} header, never in a URL; the one exception is {@code input_token} of
 * {@link #debugToken}, for which Meta offers nothing else.
 */
public final class GraphClient implements AutoCloseable {

    private static final Duration CONNECT_DEADLINE = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(15);

    private final GraphHosts hosts;
    private final GraphTransport transport;

    /**
     * Connects within 5 s and gives up after 15 s.
     *
     * @param listener hears of every call
     */
    public GraphClient(GraphHosts hosts, CallListener listener) {
        this(hosts, listener, CONNECT_DEADLINE, DEADLINE);
    }

    GraphClient(GraphHosts hosts, CallListener listener, Duration connectDeadline, Duration deadline) {
        this.hosts = hosts;
        this.transport = new GraphTransport(connectDeadline, deadline, listener);
    }

    /** Sends a Send API body as it is: {@code POST /{node}/messages}. */
    public GraphResult<SentMessage> send(AccountAccess account, byte[] body) {
        HttpRequest request = authorized(accountEdge(account, "/messages", Map.of()), account.token())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return transport.call(Operation.SEND, request, secrets(account)).map(SentMessage::from);
    }

    /** The app's subscription to the object {@code instagram}, if it has one. */
    public GraphResult<Optional<AppSubscription>> appSubscription(AppAccess app) {
        HttpRequest request = authorized(appEdge(app, Map.of("appsecret_proof", app.proofOf(app.token()))), app.token())
                .build();
        return transport
                .call(Operation.READ_APP_SUBSCRIPTIONS, request, secrets(app))
                .flatMap(GraphClient::data)
                .map(AppSubscription::ofInstagram);
    }

    /**
     * Makes Meta send the app's webhooks to a URL, instead of where it sent them before. Meta calls that URL (the GET handshake) before it answers;
     * if that fails, it answers error 2200.
     *
     * @param fields of {@link SubscriptionFields#ofApp}
     */
    public GraphResult<Boolean> subscribeApp(
            AppAccess app, String callbackUrl, Secret verifyToken, Set<String> fields) {
        Map<String, String> form = new HashMap<>();
        form.put("object", "instagram");
        form.put("callback_url", callbackUrl);
        form.put("verify_token", verifyToken.reveal());
        form.put("fields", String.join(",", fields));
        form.put("include_values", "true");
        form.put("appsecret_proof", app.proofOf(app.token()));
        HttpRequest request = authorized(appEdge(app, Map.of()), app.token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(GraphHosts.encode(form)))
                .build();
        List<Secret> secrets = List.of(verifyToken, app.token());
        return transport.call(Operation.SUBSCRIBE_APP, request, secrets).flatMap(GraphClient::success);
    }

    /** Ends the app's subscription to {@code instagram}, for all its accounts. Without {@code object} Meta would end those to everything else too. */
    public GraphResult<Boolean> unsubscribeApp(AppAccess app) {
        Map<String, String> parameters = Map.of("object", "instagram", "appsecret_proof", app.proofOf(app.token()));
        HttpRequest request =
                authorized(appEdge(app, parameters), app.token()).DELETE().build();
        return transport.call(Operation.UNSUBSCRIBE_APP, request, secrets(app)).flatMap(GraphClient::success);
    }

    /** The apps that get this account's webhooks. */
    public GraphResult<List<SubscribedApp>> accountSubscriptions(AccountAccess account) {
        HttpRequest request = authorized(accountEdge(account, "/subscribed_apps", Map.of()), account.token())
                .build();
        return transport
                .call(Operation.READ_ACCOUNT_SUBSCRIPTIONS, request, secrets(account))
                .flatMap(GraphClient::data)
                .map(SubscribedApp::from);
    }

    /**
     * Switches this account's webhooks on for the app that the token was made for.
     *
     * @param fields of {@link SubscriptionFields#ofAccount}
     */
    public GraphResult<Boolean> subscribeAccount(AccountAccess account, Set<String> fields) {
        Map<String, String> parameters = Map.of("subscribed_fields", String.join(",", fields));
        HttpRequest request = authorized(accountEdge(account, "/subscribed_apps", parameters), account.token())
                .POST(BodyPublishers.noBody())
                .build();
        return transport
                .call(Operation.SUBSCRIBE_ACCOUNT, request, secrets(account))
                .flatMap(GraphClient::success);
    }

    /** Switches this account's webhooks off for the app that the token was made for. */
    public GraphResult<Boolean> unsubscribeAccount(AccountAccess account) {
        HttpRequest request = authorized(accountEdge(account, "/subscribed_apps", Map.of()), account.token())
                .DELETE()
                .build();
        return transport
                .call(Operation.UNSUBSCRIBE_ACCOUNT, request, secrets(account))
                .flatMap(GraphClient::success);
    }

    /** What Meta knows about a token of Facebook Login. */
    public GraphResult<TokenInfo> debugToken(AppAccess app, Secret token) {
        Map<String, String> parameters =
                Map.of("input_token", token.reveal(), "appsecret_proof", app.proofOf(app.token()));
        HttpRequest request = authorized(hosts.appEdge("/debug_token", parameters), app.token())
                .build();
        List<Secret> secrets = List.of(token, app.token());
        return transport
                .call(Operation.DEBUG_TOKEN, request, secrets)
                .flatMap(answer -> answer.path("data").isObject()
                        ? new GraphResult.Ok<>(TokenInfo.from(answer.path("data"), secrets))
                        : new GraphResult.Ambiguous<>("debug_token answered without data"));
    }

    /** Whose token it is. */
    public GraphResult<Me> me(AccountAccess account) {
        boolean page = account.login() == Login.FACEBOOK;
        Map<String, String> parameters = new HashMap<>();
        parameters.put("fields", page ? "id,name,instagram_business_account{id,username}" : "user_id,username");
        account.proof().ifPresent(proof -> parameters.put("appsecret_proof", proof));
        HttpRequest request = authorized(hosts.accountEdge(account.login(), "/me", parameters), account.token())
                .build();
        return transport
                .call(Operation.ME, request, secrets(account))
                .map(answer -> page ? Me.ofPage(answer) : Me.ofInstagramUser(answer));
    }

    /**
     * Another token of Instagram Login for the one of this account. Meta wants that one to be at least 24 hours old and still valid.
     */
    public GraphResult<RefreshedToken> refreshToken(AccountAccess account) {
        HttpRequest request = authorized(hosts.refreshToken(), account.token()).build();
        return transport
                .call(Operation.REFRESH_TOKEN, request, secrets(account))
                .flatMap(RefreshedToken::from);
    }

    /**
     * The account's conversations on Instagram.
     *
     * @param customer the IGSID of the one whose conversation is wanted; empty for all
     * @param after {@link ConversationPage#next} of the page before
     */
    public GraphResult<ConversationPage> conversations(
            AccountAccess account, Optional<String> customer, Optional<String> after) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("platform", "instagram");
        customer.ifPresent(igsid -> parameters.put("user_id", igsid));
        after.ifPresent(cursor -> parameters.put("after", cursor));
        // The reference shows only `me` for Instagram Login.
        String node = account.login() == Login.FACEBOOK ? account.node() : "me";
        HttpRequest request = authorized(edge(account, "/" + node + "/conversations", parameters), account.token())
                .build();
        return transport
                .call(Operation.READ_CONVERSATIONS, request, secrets(account))
                .flatMap(answer -> data(answer).map(_ -> ConversationPage.from(answer)));
    }

    /** The newest messages of a conversation, newest first. */
    public GraphResult<List<PastMessage>> messages(AccountAccess account, String conversation) {
        Map<String, String> parameters = Map.of(
                "fields",
                "messages{id,created_time,from,to,message,attachments,shares,story,reactions,is_unsupported}");
        HttpRequest request = authorized(
                        edge(account, "/" + GraphHosts.encode(conversation), parameters), account.token())
                .build();
        return transport
                .call(Operation.READ_MESSAGES, request, secrets(account))
                .flatMap(PastMessage::from);
    }

    private URI appEdge(AppAccess app, Map<String, String> parameters) {
        return hosts.appEdge("/" + app.id() + "/subscriptions", parameters);
    }

    private URI accountEdge(AccountAccess account, String edge, Map<String, String> parameters) {
        return edge(account, "/" + account.node() + edge, parameters);
    }

    private URI edge(AccountAccess account, String path, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        account.proof().ifPresent(proof -> all.put("appsecret_proof", proof));
        return hosts.accountEdge(account.login(), path, all);
    }

    private static HttpRequest.Builder authorized(URI uri, Secret token) {
        return HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token.reveal())
                .header("Accept", "application/json");
    }

    private static List<Secret> secrets(AppAccess app) {
        return List.of(app.token());
    }

    private static List<Secret> secrets(AccountAccess account) {
        return account.app().map(app -> List.of(account.token(), app.token())).orElse(List.of(account.token()));
    }

    private static GraphResult<JsonNode> data(JsonNode answer) {
        return answer.path("data").isArray()
                ? new GraphResult.Ok<>(answer.path("data"))
                : new GraphResult.Ambiguous<>("the answer has no data[]");
    }

    /** Meta's pages print {@code success} as a boolean and as a string. */
    private static GraphResult<Boolean> success(JsonNode answer) {
        return answer.path("success").asBoolean()
                ? new GraphResult.Ok<>(true)
                : new GraphResult.Ambiguous<>("the answer does not say success");
    }

    /** Calls in flight end as ambiguous. */
    @Override
    public void close() {
        transport.close();
    }
}
