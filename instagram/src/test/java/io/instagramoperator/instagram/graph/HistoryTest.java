package io.instagramoperator.instagram.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.instagramoperator.instagram.signature.AppSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations read afterwards, and tokens renewed: what goes over the wire, and how the answers are read. */
class HistoryTest {

    private static final AppAccess APP = new AppAccess("1234567890123456", AppSecret.of("app-secret"));
    private static final AccountAccess PAGE =
            new AccountAccess(Login.FACEBOOK, "102938475610293", new Secret("EAApage"), Optional.of(APP));
    private static final AccountAccess INSTAGRAM =
            new AccountAccess(Login.INSTAGRAM, "17841405822304914", new Secret("IGAAuser"), Optional.of(APP));

    private final FakeGraph graph = new FakeGraph();
    private final GraphClient client = new GraphClient(GraphHosts.at(graph.url(), "v25.0"), (_, _, _, _) -> {});

    @AfterEach
    void stop() {
        client.close();
        graph.close();
    }

    @Test
    void readsConversationsPageByPage() {
        // Given
        graph.answering("""
                {"data":[{"id":"t_1","updated_time":"2026-11-25T23:59:59+0000"},{"id":"t_2"}],
                 "paging":{"cursors":{"before":"B","after":"QVFI"},"next":"https://graph.facebook.com/…"}}""");

        // When
        GraphResult<ConversationPage> page = client.conversations(PAGE, Optional.empty(), Optional.of("QV/="));

        // Then
        assertThat(page)
                .isEqualTo(new GraphResult.Ok<>(new ConversationPage(
                        List.of(
                                new ConversationPage.Conversation(
                                        "t_1", Optional.of(Instant.parse("2026-11-25T23:59:59Z"))),
                                new ConversationPage.Conversation("t_2", Optional.empty())),
                        Optional.of("QVFI"))));
        assertThat(graph.request().uri().toString())
                .startsWith("/v25.0/102938475610293/conversations?after=QV%2F%3D&appsecret_proof=")
                .endsWith("&platform=instagram");
        assertThat(graph.request().authorization()).isEqualTo("Bearer EAApage");
    }

    @Test
    void knowsTheLastPageAlthoughItHasACursorToo() {
        // Given
        graph.answering("{\"data\":[],\"paging\":{\"cursors\":{\"after\":\"QVFI\"}}}");

        // When
        GraphResult<ConversationPage> page = client.conversations(INSTAGRAM, Optional.of("12345"), Optional.empty());

        // Then
        assertThat(page).isEqualTo(new GraphResult.Ok<>(new ConversationPage(List.of(), Optional.empty())));
        assertThat(graph.request().uri()).hasToString("/v25.0/me/conversations?platform=instagram&user_id=12345");
    }

    @Test
    void readsMessagesWithTheirTimesAndParties() {
        // Given
        graph.answering("""
                {"id":"t_1","messages":{"data":[
                  {"id":"m2","created_time":"2026-11-25T12:00:00+0000","from":{"id":17841405822304914,"username":"acme"},
                   "to":{"data":[{"id":"12345","username":"jo"}]},"message":"Hi"},
                  {"id":"m1","created_time":"yesterday","message":""}]}}""");

        // When
        GraphResult<List<PastMessage>> messages = client.messages(INSTAGRAM, "aWdf/1=");

        // Then
        List<PastMessage> read = ((GraphResult.Ok<List<PastMessage>>) messages).value();
        assertThat(read)
                .extracting(
                        PastMessage::id, PastMessage::createdAt, PastMessage::from, PastMessage::to, PastMessage::text)
                .containsExactly(
                        tuple(
                                "m2",
                                Optional.of(Instant.parse("2026-11-25T12:00:00Z")),
                                Optional.of("17841405822304914"),
                                List.of("12345"),
                                Optional.of("Hi")),
                        tuple("m1", Optional.empty(), Optional.empty(), List.of(), Optional.empty()));
        assertThat(graph.request().uri().toString())
                .startsWith("/v25.0/aWdf%2F1%3D?fields=messages%7Bid%2Ccreated_time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"t_1\"}", "{\"data\":[]}", "{\"messages\":[]}"})
    void doesNotTakeAnAnswerWithoutMessagesForAnEmptyConversation(String answer) {
        // Given
        graph.answering(answer);

        // When // Then
        assertThat(client.messages(INSTAGRAM, "t_1"))
                .isEqualTo(new GraphResult.Ambiguous<>("the answer has no messages"));
    }

    @Test
    void renewsATokenWithoutPuttingItIntoTheUrl() {
        // Given
        graph.answering("{\"access_token\":\"IGAAnext\",\"token_type\":\"bearer\",\"expires_in\":5183944}");

        // When
        GraphResult<RefreshedToken> refreshed = client.refreshToken(INSTAGRAM);

        // Then
        assertThat(refreshed)
                .isEqualTo(new GraphResult.Ok<>(
                        new RefreshedToken(new Secret("IGAAnext"), Optional.of(Duration.ofSeconds(5_183_944)))));
        assertThat(graph.request().uri()).hasToString("/refresh_access_token?grant_type=ig_refresh_token");
        assertThat(graph.request().authorization()).isEqualTo("Bearer IGAAuser");
    }
}
