package io.instagramoperator.instagram.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.signature.AppSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and how Meta's answers are read. */
class GraphClientTest {

    private static final AppAccess APP = new AppAccess("1234567890123456", AppSecret.of("app-secret"));
    private static final AccountAccess PAGE =
            new AccountAccess(Login.FACEBOOK, "102938475610293", new Secret("EAApage"), Optional.of(APP));
    private static final AccountAccess INSTAGRAM =
            new AccountAccess(Login.INSTAGRAM, "17841405822304914", new Secret("IGAAuser"), Optional.of(APP));

    /** {@code printf EAApage | openssl dgst -sha256 -hmac app-secret} */
    private static final String PROOF_OF_PAGE_TOKEN =
            "a4e790a4f33cc8f26016f1e617391e91ce692425d30fa8a9c99b5f528ee804d5";

    /** {@code printf '1234567890123456|app-secret' | openssl dgst -sha256 -hmac app-secret} */
    private static final String PROOF_OF_APP_TOKEN = "d3f17fb4a6d6fe067ff4d5da6fbf5032260821d0943bcdc2f28d96554cfccf35";

    private final FakeGraph graph = new FakeGraph();
    private final GraphClient client = new GraphClient(GraphHosts.at(graph.url(), "v25.0"), (_, _, _, _) -> {});

    @AfterEach
    void stop() {
        client.close();
        graph.close();
    }

    @Test
    void sendsABodyAsItIsInThePagesName() {
        // Given
        String body = "{ \"recipient\":{\"id\":\"1\"},  \"message\":{\"text\":\"caf\\u00e9 – é\"}}";
        graph.answering("{\"recipient_id\":\"1\",\"message_id\":\"aWdT1\"}");

        // When
        GraphResult<SentMessage> result = client.send(PAGE, body.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(result).isEqualTo(new GraphResult.Ok<>(new SentMessage(Optional.of("aWdT1"), Optional.of("1"))));
        assertThat(graph.request().method()).isEqualTo("POST");
        assertThat(graph.request().uri())
                .hasToString("/v25.0/102938475610293/messages?appsecret_proof=" + PROOF_OF_PAGE_TOKEN);
        assertThat(graph.request().authorization()).isEqualTo("Bearer EAApage");
        assertThat(graph.request().contentType()).isEqualTo("application/json");
        assertThat(graph.request().body()).isEqualTo(body);
    }

    @Test
    void sendsInTheAccountsNameWithInstagramLoginAndWithoutProof() {
        // When
        client.send(INSTAGRAM, new byte[] {'{', '}'});

        // Then
        assertThat(graph.request().uri()).hasToString("/v25.0/17841405822304914/messages");
        assertThat(graph.request().authorization()).isEqualTo("Bearer IGAAuser");
    }

    @Test
    void takesAMessageWithoutIdForSent() {
        // Given
        graph.answering("{\"recipient_id\":\"1\"}");

        // When // Then
        assertThat(client.send(PAGE, new byte[0]))
                .isEqualTo(new GraphResult.Ok<>(new SentMessage(Optional.empty(), Optional.of("1"))));
    }

    @Test
    void readsTheAppsSubscriptionToInstagramAmongOthers() {
        // Given
        graph.answering("""
                {"data":[
                  {"object":"page","callback_url":"https://other.example","active":true,"fields":[{"name":"feed","version":"v25.0"}]},
                  {"object":"instagram","callback_url":"https://hooks.example/a","active":true,
                   "fields":[{"name":"messages","version":"v25.0"},"comments"]}]}""");

        // When
        GraphResult<Optional<AppSubscription>> result = client.appSubscription(APP);

        // Then
        assertThat(result)
                .isEqualTo(new GraphResult.Ok<>(Optional.of(
                        new AppSubscription("https://hooks.example/a", Set.of("messages", "comments"), true))));
        assertThat(graph.request().method()).isEqualTo("GET");
        assertThat(graph.request().uri())
                .hasToString("/v25.0/1234567890123456/subscriptions?appsecret_proof=" + PROOF_OF_APP_TOKEN);
        assertThat(graph.request().authorization()).isEqualTo("Bearer 1234567890123456|app-secret");
    }

    @Test
    void neverTakesAnUnreadableAnswerForNoSubscription() {
        // Given
        graph.answering("{\"datum\":[]}");

        // When // Then
        assertThat(client.appSubscription(APP)).isInstanceOf(GraphResult.Ambiguous.class);
    }

    @Test
    void subscribesTheAppWithTheVerifyTokenInTheBody() {
        // Given
        graph.answering("{\"success\":\"true\"}");

        // When
        GraphResult<Boolean> result =
                client.subscribeApp(APP, "https://hooks.example/a?b=c&d", new Secret("ver ify"), Set.of("messages"));

        // Then
        assertThat(result).isEqualTo(new GraphResult.Ok<>(true));
        assertThat(graph.request().method()).isEqualTo("POST");
        assertThat(graph.request().uri()).hasToString("/v25.0/1234567890123456/subscriptions");
        assertThat(graph.request().contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(graph.request().body())
                .isEqualTo("appsecret_proof=" + PROOF_OF_APP_TOKEN
                        + "&callback_url=https%3A%2F%2Fhooks.example%2Fa%3Fb%3Dc%26d&fields=messages&include_values=true"
                        + "&object=instagram&verify_token=ver+ify");
    }

    @Test
    void endsOnlyTheSubscriptionToInstagram() {
        // Given
        graph.answering("{\"success\":true}");

        // When
        GraphResult<Boolean> result = client.unsubscribeApp(APP);

        // Then
        assertThat(result).isEqualTo(new GraphResult.Ok<>(true));
        assertThat(graph.request().method()).isEqualTo("DELETE");
        assertThat(graph.request().uri().getQuery()).contains("object=instagram");
    }

    @Test
    void readsTheAppsOfAnAccount() {
        // Given
        graph.answering("{\"data\":[{\"id\":123,\"name\":\"x\",\"subscribed_fields\":[\"messages\"]},{\"id\":\"9\"}]}");

        // When
        GraphResult<List<SubscribedApp>> result = client.accountSubscriptions(PAGE);

        // Then
        assertThat(result)
                .isEqualTo(new GraphResult.Ok<>(
                        List.of(new SubscribedApp("123", Set.of("messages")), new SubscribedApp("9", Set.of()))));
        assertThat(graph.request().uri().getPath()).isEqualTo("/v25.0/102938475610293/subscribed_apps");
    }

    @Test
    void subscribesAndUnsubscribesAnAccount() {
        // Given
        graph.answering("{\"success\":true}");

        // When
        client.subscribeAccount(INSTAGRAM, Set.of("messages"));
        client.unsubscribeAccount(INSTAGRAM);

        // Then
        assertThat(graph.requests)
                .extracting(r -> r.method() + " " + r.uri())
                .containsExactly(
                        "POST /v25.0/17841405822304914/subscribed_apps?subscribed_fields=messages",
                        "DELETE /v25.0/17841405822304914/subscribed_apps");
    }

    @Test
    void readsWhatMetaKnowsAboutAToken() {
        // Given
        graph.answering("""
                {"data":{"app_id":"1234567890123456","type":"PAGE","is_valid":true,"expires_at":0,"data_access_expires_at":1800000000,
                 "scopes":["instagram_basic","instagram_manage_messages"],
                 "granular_scopes":[{"scope":"instagram_basic"},{"scope":"instagram_manage_messages","target_ids":[17841405822304914]}],
                 "profile_id":102938475610293}}""");

        // When
        GraphResult<TokenInfo> result = client.debugToken(APP, PAGE.token());

        // Then
        assertThat(result)
                .isEqualTo(new GraphResult.Ok<>(new TokenInfo(
                        "PAGE",
                        true,
                        Optional.empty(),
                        Optional.of(Instant.ofEpochSecond(1_800_000_000)),
                        Optional.of(Set.of("instagram_basic", "instagram_manage_messages")),
                        Map.of("instagram_manage_messages", Set.of("17841405822304914")),
                        Optional.of("102938475610293"),
                        Optional.empty())));
        assertThat(graph.request().uri().getPath()).isEqualTo("/v25.0/debug_token");
        assertThat(graph.request().uri().getQuery()).contains("input_token=EAApage");
        assertThat(graph.request().authorization()).isEqualTo("Bearer 1234567890123456|app-secret");
    }

    @Test
    void readsWhyATokenIsNotValid() {
        // Given
        graph.answering(
                "{\"data\":{\"is_valid\":false,\"error\":{\"code\":190,\"subcode\":463,\"message\":\"expired\"}}}");

        // When
        GraphResult<TokenInfo> result = client.debugToken(APP, PAGE.token());

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(GraphResult.Ok.class, ok -> assertThat(((TokenInfo) ok.value()).error())
                        .contains(new GraphError(190, 463, "expired", "", false, 200)));
    }

    @Test
    void asksWhoseTokenItIs() {
        // Given
        graph.answering(
                "{\"id\":\"102938475610293\",\"instagram_business_account\":{\"id\":\"17841405822304914\",\"username\":\"acme\"}}");

        // When
        GraphResult<Me> page = client.me(PAGE);

        // Then
        assertThat(page)
                .isEqualTo(new GraphResult.Ok<>(
                        new Me(Optional.of("102938475610293"), Optional.of("17841405822304914"), Optional.of("acme"))));
        assertThat(graph.request().uri().getQuery()).contains("fields=id,name,instagram_business_account{id,username}");
    }

    @Test
    void prefersTheIdThatWebhooksCarryAndReadsBothShapesOfMe() {
        // Given
        Me expected = new Me(Optional.empty(), Optional.of("17841405822304914"), Optional.of("acme"));
        String user = "{\"id\":\"28978671838402975\",\"user_id\":\"17841405822304914\",\"username\":\"acme\"}";

        // When
        graph.answering(user);
        GraphResult<Me> flat = client.me(INSTAGRAM);
        graph.answering("{\"data\":[" + user + "]}");
        GraphResult<Me> wrapped = client.me(INSTAGRAM);

        // Then
        assertThat(List.of(flat, wrapped)).containsOnly(new GraphResult.Ok<>(expected));
    }
}
