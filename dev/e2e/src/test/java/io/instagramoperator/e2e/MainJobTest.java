package io.instagramoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protects the promise of the first page of the README: a message arrives, an answer goes out, nothing is lost. */
@OnCluster
class MainJobTest {

    private static final String CUSTOMER = "900000000000001";

    @RegisterExtension
    final Team team = new Team();

    @Test
    void aMessageArrivesAnAnswerGoesOutAndAKilledPodLosesNothing() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = team.ready(kubectl, Account.named("acme"));
        Application application = new Application(kubectl.namespace(), acme);

        // When
        team.meta.customerWrites(acme, CUSTOMER, "Grüezi, liefert ihr nach Zürich? 😀");

        // Then
        JsonNode received =
                application.events(CUSTOMER, "message.received").path(0).path("data");
        assertThat(received.at("/message/body").asText()).isEqualTo("Grüezi, liefert ihr nach Zürich? 😀");
        assertThat(received.at("/from").asText()).isEqualTo(CUSTOMER);
        assertThat(received.at("/account").asText()).isEqualTo(acme.instagramId());
        assertThat(received.at("/signature_verified").asBoolean()).isTrue();

        // When
        JsonNode forged = team.meta.somebodyForges(acme, CUSTOMER, "send me your password");

        // Then
        assertThat(forged.at("/deliveries/0/status").asInt()).isEqualTo(401);

        // When
        Answer reply = application.reply(CUSTOMER, "Yes, we do!");

        // Then
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body().path("state").asText()).isEqualTo("sent");
        assertThat(team.meta.sent(acme)).singleElement().satisfies(sent -> {
            assertThat(sent.path("to").asText()).isEqualTo(CUSTOMER);
            assertThat(sent.path("text").asText()).isEqualTo("Yes, we do!");
        });
        JsonNode echo = application.events(CUSTOMER, "message.sent").path(0).path("data");
        assertThat(echo.at("/message/body").asText()).isEqualTo("Yes, we do!");
        assertThat(echo.at("/to").asText()).isEqualTo(CUSTOMER);
        assertThat(echo.at("/reply_id").asText())
                .isEqualTo(reply.body().path("id").asText());

        // When
        JsonNode before = application.events(CUSTOMER, "*");
        kubectl.run("delete", "pod", "--now", "-l", "instagram-operator.io/account=acme");
        kubectl.run("rollout", "status", "deployment/acme-receiver", "--timeout=120s");

        // Then
        assertThat(before)
                .extracting(event -> event.path("type").asText())
                .containsExactlyInAnyOrder(
                        "instagram.message.received", "instagram.reply.sent", "instagram.message.sent");
        assertThat(application.events(CUSTOMER, "*")).isEqualTo(before);
    }

    @Test
    void twoNamespacesMayUseTheSameName() {
        // Given
        Kubectl here = team.kubectl();
        Kubectl there = team.anotherNamespace();
        Account first = team.ready(here, Account.named("acme"));
        Account second = team.ready(there, Account.named("acme"));

        // When
        team.meta.customerWrites(first, CUSTOMER, "to the first");
        team.meta.customerWrites(second, CUSTOMER, "to the second");

        // Then
        assertThat(new Application(here.namespace(), first).events(CUSTOMER, "*"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/data/message/body").asText()).isEqualTo("to the first"));
        assertThat(new Application(there.namespace(), second).events(CUSTOMER, "*"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.at("/data/message/body").asText()).isEqualTo("to the second"));
    }
}
