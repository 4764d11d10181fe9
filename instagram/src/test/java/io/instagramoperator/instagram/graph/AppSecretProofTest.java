package io.instagramoperator.instagram.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.instagramoperator.instagram.signature.AppSecret;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call of Facebook Login proves that it comes from who has the app secret; Instagram Login does not know such a proof. */
class AppSecretProofTest {

    private static final String SECRET = "app-secret";
    private static final AppAccess APP = new AppAccess("1234567890123456", AppSecret.of(SECRET));

    private static final Map<String, BiConsumer<GraphClient, AccountAccess>> OF_ACCOUNT = Map.of(
            "send", (client, account) -> client.send(account, new byte[] {'{', '}'}),
            "accountSubscriptions", GraphClient::accountSubscriptions,
            "subscribeAccount", (client, account) -> client.subscribeAccount(account, Set.of("messages")),
            "unsubscribeAccount", GraphClient::unsubscribeAccount,
            "me", GraphClient::me,
            "conversations",
                    (client, account) -> client.conversations(account, Optional.of("4711"), Optional.of("next")),
            "messages", (client, account) -> client.messages(account, "aWdfZAG06"));

    private static final Map<String, BiConsumer<GraphClient, AppAccess>> OF_APP = Map.of(
            "appSubscription",
            GraphClient::appSubscription,
            "subscribeApp",
            (client, app) ->
                    client.subscribeApp(app, "https://hooks.example/a", new Secret("verify"), Set.of("messages")),
            "unsubscribeApp",
            GraphClient::unsubscribeApp,
            "debugToken",
            (client, app) -> client.debugToken(app, new Secret("EAApage")));

    /** Exists for Instagram Login only. */
    private static final String REFRESH = "refreshToken";

    private final FakeGraph graph = new FakeGraph();
    private final GraphClient client = new GraphClient(GraphHosts.at(graph.url(), "v25.0"), (_, _, _, _) -> {});

    @AfterEach
    void stop() {
        client.close();
        graph.close();
    }

    static Stream<Arguments> ofAccount() {
        return OF_ACCOUNT.entrySet().stream().map(call -> arguments(call.getKey(), call.getValue()));
    }

    static Stream<Arguments> ofApp() {
        return OF_APP.entrySet().stream().map(call -> arguments(call.getKey(), call.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofAccount")
    void isTheAccountsWithFacebookLogin(String name, BiConsumer<GraphClient, AccountAccess> call) throws Exception {
        // When
        call.accept(client, new AccountAccess(Login.FACEBOOK, "1029", new Secret("EAApage"), Optional.of(APP)));

        // Then
        assertThat(proof()).contains(hmac("EAApage"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofApp")
    void isTheAppsForWhatTheAppAsks(String name, BiConsumer<GraphClient, AppAccess> call) throws Exception {
        // When
        call.accept(client, APP);

        // Then
        assertThat(proof()).contains(hmac("1234567890123456|" + SECRET));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ofAccount")
    void isNotSentWithInstagramLogin(String name, BiConsumer<GraphClient, AccountAccess> call) {
        // When
        call.accept(client, instagram());

        // Then
        assertThat(graph.requests).hasSize(1);
        assertThat(proof()).isEmpty();
    }

    @Test
    void isNotSentWhenATokenOfInstagramLoginIsRefreshed() {
        // When
        client.refreshToken(instagram());

        // Then
        assertThat(graph.requests).hasSize(1);
        assertThat(proof()).isEmpty();
    }

    @Test
    void isShownHereForEveryCallThatThereIs() {
        // Given
        Set<String> calls = Arrays.stream(GraphClient.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == GraphResult.class)
                .map(Method::getName)
                .collect(Collectors.toSet());

        // Then
        assertThat(Stream.of(OF_ACCOUNT.keySet(), OF_APP.keySet(), Set.of(REFRESH))
                        .flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(calls);
    }

    private static AccountAccess instagram() {
        return new AccountAccess(Login.INSTAGRAM, "1784", new Secret("IGAAuser"), Optional.of(APP));
    }

    /** In the address, or in a form in the body. */
    private Optional<String> proof() {
        FakeGraph.Request request = graph.request();
        return Stream.of(Optional.ofNullable(request.uri().getRawQuery()).orElse(""), request.body())
                .flatMap(form -> Arrays.stream(form.split("&")))
                .filter(parameter -> parameter.startsWith("appsecret_proof="))
                .map(parameter -> parameter.substring("appsecret_proof=".length()))
                .collect(Collectors.collectingAndThen(Collectors.toList(), found -> {
                    assertThat(found).hasSizeLessThan(2);
                    return found.stream().findFirst();
                }));
    }

    /** As Meta computes it, without the code that is tested. */
    private static String hmac(String token) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(token.getBytes(UTF_8)));
    }
}
