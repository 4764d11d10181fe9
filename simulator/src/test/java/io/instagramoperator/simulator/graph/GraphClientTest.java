package io.instagramoperator.simulator.graph;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.graph.AccountAccess;
import io.instagramoperator.instagram.graph.AppAccess;
import io.instagramoperator.instagram.graph.GraphClient;
import io.instagramoperator.instagram.graph.GraphHosts;
import io.instagramoperator.instagram.graph.GraphResult;
import io.instagramoperator.instagram.graph.Login;
import io.instagramoperator.instagram.graph.Me;
import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.instagram.graph.Secret;
import io.instagramoperator.instagram.graph.SubscribedApp;
import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client that the receivers use understands this Meta, call by call. */
@QuarkusTest
class GraphClientTest {

    private GraphClient client;

    @BeforeEach
    void openClient() {
        URI url = URI.create("http://127.0.0.1:" + RestAssured.port);
        client = new GraphClient(GraphHosts.at(url, "v25.0"), (_, _, _, _) -> {});
    }

    @AfterEach
    void closeClient() {
        client.close();
    }

    @ParameterizedTest
    @EnumSource
    void subscribes_and_sends(Login login) throws IOException {
        try (CallbackServer callback = CallbackServer.start()) {
            // Given
            SimulatedAccount account =
                    login == Login.FACEBOOK ? SimulatedAccount.facebook() : SimulatedAccount.instagram();
            AppAccess app = new AppAccess(account.appId(), AppSecret.of(account.appSecret()));
            AccountAccess access = access(account, login, app);

            // When
            client.subscribeApp(app, callback.url(), new Secret(CallbackServer.VERIFY_TOKEN), Set.of("messages"));
            client.subscribeAccount(access, Set.of("messages"));
            account.customerWrites("Hi");
            var sent = client.send(
                    access,
                    "{\"recipient\":{\"id\":\"%s\"},\"message\":{\"text\":\"Hello\"}}"
                            .formatted(CUSTOMER)
                            .getBytes(UTF_8));

            // Then
            assertThat(ok(client.appSubscription(app)).orElseThrow().callbackUrl())
                    .isEqualTo(callback.url());
            assertThat(ok(client.accountSubscriptions(access)))
                    .containsExactly(new SubscribedApp(account.appId(), Set.of("messages")));
            assertThat(ok(sent).messageId()).isPresent();

            // When
            client.unsubscribeAccount(access);
            client.unsubscribeApp(app);

            // Then
            assertThat(ok(client.accountSubscriptions(access))).isEmpty();
            assertThat(ok(client.appSubscription(app))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void finds_out_whose_token_it_is(Login login) {
        // Given
        SimulatedAccount account = login == Login.FACEBOOK ? SimulatedAccount.facebook() : SimulatedAccount.instagram();
        AppAccess app = new AppAccess(account.appId(), AppSecret.of(account.appSecret()));

        // When
        Me me = ok(client.me(access(account, login, app)));

        // Then
        assertThat(me.instagramId()).contains(account.instagramId());
        assertThat(me.username()).contains("acme");
    }

    @Test
    void inspects_a_token() {
        // Given
        SimulatedAccount account = SimulatedAccount.facebook();
        AppAccess app = new AppAccess(account.appId(), AppSecret.of(account.appSecret()));

        // When
        var info = ok(client.debugToken(app, new Secret(account.accessToken())));

        // Then
        assertThat(info.valid()).isTrue();
        assertThat(info.profileId()).contains(account.pageId());
        assertThat(info.scopes().orElseThrow()).contains("instagram_manage_messages");
        assertThat(info.targets()).containsEntry("instagram_manage_messages", Set.of(account.instagramId()));
    }

    @ParameterizedTest
    @EnumSource
    void reads_what_was_said(Login login) {
        // Given
        SimulatedAccount account = login == Login.FACEBOOK ? SimulatedAccount.facebook() : SimulatedAccount.instagram();
        AppAccess app = new AppAccess(account.appId(), AppSecret.of(account.appSecret()));
        AccountAccess access = access(account, login, app);
        String received = account.customerWrites("Hi").extract().path("mid");
        String sent = account.sends("Hello").extract().path("message_id");

        // When
        var page = ok(client.conversations(access, Optional.of(CUSTOMER), Optional.empty()));
        var messages =
                ok(client.messages(access, page.conversations().getFirst().id()));

        // Then
        assertThat(page.next()).isEmpty();
        assertThat(messages).extracting(PastMessage::id).containsExactly(sent, received);
        assertThat(messages)
                .extracting(PastMessage::from)
                .containsExactly(Optional.of(account.instagramId()), Optional.of(CUSTOMER));
        assertThat(messages).extracting(PastMessage::text).containsExactly(Optional.of("Hello"), Optional.of("Hi"));
        assertThat(messages).extracting(PastMessage::createdAt).doesNotContain(Optional.empty());
    }

    @Test
    void renews_a_token() {
        // Given
        SimulatedAccount account = SimulatedAccount.instagram();
        AppAccess app = new AppAccess(account.appId(), AppSecret.of(account.appSecret()));

        // When
        var refreshed = ok(client.refreshToken(access(account, Login.INSTAGRAM, app)));

        // Then
        AccountAccess renewed =
                new AccountAccess(Login.INSTAGRAM, account.instagramId(), refreshed.token(), Optional.of(app));
        assertThat(ok(client.me(renewed)).instagramId()).contains(account.instagramId());
    }

    private static AccountAccess access(SimulatedAccount account, Login login, AppAccess app) {
        String node = login == Login.FACEBOOK ? account.pageId() : account.instagramId();
        return new AccountAccess(login, node, new Secret(account.accessToken()), Optional.of(app));
    }

    private static <T> T ok(GraphResult<T> result) {
        assertThat(result).as(result.describe()).isInstanceOf(GraphResult.Ok.class);
        return ((GraphResult.Ok<T>) result).value();
    }
}
