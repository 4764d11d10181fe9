package io.instagramoperator.simulator.chat;

import static io.instagramoperator.simulator.SimulatedAccount.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.simulator.CallbackServer;
import io.instagramoperator.simulator.SimulatedAccount;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A person plays a customer in the browser; a callback plays the receiver. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before each test
class ChatPageTest {

    private static final String[] FIELDS = {
        "messages", "messaging_postbacks", "message_reactions", "messaging_seen", "message_edit", "comments"
    };

    @TestHTTPResource("/chat/")
    URI url;

    private ChatPage page;
    private CallbackServer callback;
    private SimulatedAccount account;

    @AfterAll
    void stopBrowser() {
        if (page != null) {
            page.close();
        }
    }

    @BeforeEach
    void openConversation() throws IOException {
        callback = CallbackServer.start();
        // Here, not once before all: so each test is reported as skipped where there is no browser.
        if (page == null) {
            page = ChatPage.start();
        }
        account = SimulatedAccount.facebook().subscribedTo(callback, FIELDS);
        page.open(url, account, CUSTOMER);
    }

    @AfterEach
    void stopCallback() {
        callback.close();
    }

    @Test
    void shows_what_the_customer_writes_and_the_webhook_as_it_arrived() {
        // When
        page.write("Do you ship to Zürich?");

        // Then
        JsonNode item = webhook("message");
        assertThat(item.at("/message/text").asText()).isEqualTo("Do you ship to Zürich?");
        assertThat(item.at("/sender/id").asText()).isEqualTo(CUSTOMER);
        page.waitFor(".message.customer .bubble", "Do you ship to Zürich?");
        page.waitFor(".delivered .status", "200");
        page.waitFor(".delivery pre", "\"text\": \"Do you ship to Zürich?\"");
        page.waitFor(".delivery dd", callback.received().getFirst().header("X-Hub-Signature-256"));
        page.waitFor("#conversations", "Do you ship to Zürich?");
    }

    @Test
    void offers_quick_replies_and_sends_the_one_that_is_pressed() {
        // Given
        page.write("Hi");
        webhook("message");

        // When
        accountSends(Map.of(
                "text",
                "Which size?",
                "quick_replies",
                List.of(
                        Map.of("content_type", "text", "title", "Size 42", "payload", "SIZE_42"),
                        Map.of("content_type", "text", "title", "Size 43", "payload", "SIZE_43"))));
        page.waitFor(".message.account .bubble", "Which size?");
        page.press("Size 43");

        // Then
        await().untilAsserted(() -> assertThat(
                        lastItem().at("/message/quick_reply/payload").asText())
                .isEqualTo("SIZE_43"));
        assertThat(lastItem().at("/message/text").asText()).isEqualTo("Size 43");
        page.waitFor(".message.customer .bubble", "Size 43");
        await().until(() -> page.count("#quick-replies button") == 0);
    }

    @Test
    void shows_a_template_and_sends_a_postback_when_its_button_is_pressed() {
        // Given
        page.write("Show me shoes");
        webhook("message");

        // When
        accountSends(Map.of(
                "attachment",
                Map.of(
                        "type",
                        "template",
                        "payload",
                        Map.of(
                                "template_type",
                                "generic",
                                "elements",
                                List.of(Map.of(
                                        "title",
                                        "Runner 3",
                                        "subtitle",
                                        "129 EUR",
                                        "image_url",
                                        "https://cdn.example.com/runner.png",
                                        "buttons",
                                        List.of(
                                                Map.of("type", "postback", "title", "Order", "payload", "ORDER_3"),
                                                Map.of(
                                                        "type",
                                                        "web_url",
                                                        "title",
                                                        "Details",
                                                        "url",
                                                        "https://example.com"))))))));
        page.waitFor(".card", "Runner 3");
        page.waitFor(".card .placeholder", "https://cdn.example.com/runner.png");
        page.press("Order");

        // Then
        JsonNode postback = webhook("postback").path("postback");
        assertThat(postback.path("payload").asText()).isEqualTo("ORDER_3");
        assertThat(postback.path("title").asText()).isEqualTo("Order");
        page.waitFor(".postback", "pressed a button");
    }

    @Test
    void shows_reactions_typing_and_read_receipts_of_both_sides() {
        // Given
        page.write("Hi");
        String customers = webhook("message").at("/message/mid").asText();
        String accounts =
                accountSends(Map.of("text", "Hello")).path("message_id").asText();
        page.waitFor(".message.account .bubble", "Hello");

        // When
        accountDoes(Map.of("sender_action", "mark_seen"));
        accountDoes(Map.of("sender_action", "react", "payload", Map.of("message_id", customers, "reaction", "love")));
        accountDoes(Map.of("sender_action", "typing_on"));
        page.waitFor(".message.customer .meta", "seen by the account");
        page.waitFor(".message.customer .reactions", "❤️");
        await().until(() -> page.count(".typing") == 1);
        accountDoes(Map.of("sender_action", "typing_off"));
        await().until(() -> page.count(".typing") == 0);
        page.press("React, reply and more");
        page.press("React with 👍");
        page.press("Mark as read");

        // Then
        JsonNode reaction = webhook("reaction").path("reaction");
        assertThat(reaction.path("mid").asText()).isEqualTo(accounts);
        assertThat(reaction.path("reaction").asText()).isEqualTo("like");
        assertThat(webhook("read").at("/read/mid").asText()).isEqualTo(accounts);
        page.waitFor(".message.account .reactions", "👍");
        page.waitFor(".message.account .meta", "read");
    }

    @Test
    void shows_hostile_texts_as_texts() {
        // Given
        String hostile = "<img src=x onerror=\"document.title='taken over'\">";

        // When
        page.write(hostile);
        webhook("message");
        accountSends(Map.of("text", hostile));

        // Then
        page.waitFor(".message.customer .bubble", hostile);
        page.waitFor(".message.account .bubble", hostile);
        page.waitFor("#conversations", hostile);
        assertThat(page.count("main img")).isZero();
        assertThat(page.title()).isEqualTo("Chat as a customer");
    }

    @Test
    void says_what_is_wrong_when_the_receiver_refuses() {
        // Given
        callback.failNext(1);

        // When
        page.write("Hi");

        // Then
        page.waitFor("#notice", "The receiver answered 503. It cannot store events at the moment");
        page.waitFor(".delivered .status", "200");
        page.waitFor(".delivery .attempts", "503");
        await().untilAsserted(() -> assertThat(page.texts("#notice")).containsOnly(""));
    }

    @Test
    void says_what_to_do_without_a_webhook() {
        // Given
        SimulatedAccount alone = SimulatedAccount.instagram();

        // When
        page.open(url, alone, CUSTOMER);

        // Then
        page.waitFor("#notice", "No webhooks yet: app " + alone.appId() + " has no callback. Start the receiver");
    }

    private JsonNode accountSends(Map<String, Object> message) {
        return graph(Map.of("recipient", Map.of("id", CUSTOMER), "message", message));
    }

    private void accountDoes(Map<String, Object> action) {
        Map<String, Object> body = new HashMap<>(action);
        body.put("recipient", Map.of("id", CUSTOMER));
        graph(body);
    }

    private JsonNode graph(Map<String, Object> body) {
        return json(account.asAccount()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v25.0/me/messages")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    /** The first item of this kind that arrives at the callback. */
    private JsonNode webhook(String kind) {
        return await("webhook with " + kind)
                .until(
                        () -> items().stream()
                                .filter(item -> item.has(kind))
                                .findFirst()
                                .orElseGet(() -> json("{}")),
                        item -> !item.isEmpty());
    }

    private JsonNode lastItem() {
        return items().getLast();
    }

    private List<JsonNode> items() {
        return callback.received().stream()
                .flatMap(delivery -> json(delivery.text()).findValues("messaging").stream())
                .flatMap(items -> StreamSupport.stream(items.spliterator(), false))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
