package io.instagramoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protects the promise to teams with one Meta app: each account gets its own, and neither a rollout nor a move loses anything. */
@OnCluster
class SharedAppTest {

    private static final String CUSTOMER = "900000000000001";

    @RegisterExtension
    final Team team = new Team();

    private final SharedApp agency = SharedApp.named("agency");
    private Kubectl kubectl = new Kubectl("");

    @BeforeEach
    void anAppIsReady() {
        kubectl = team.kubectl();
        team.meta.knows(agency);
        kubectl.apply(agency.resources());
        kubectl.run("wait", "--for=condition=Ready", "--timeout=120s", "metaapp/agency");
    }

    @Test
    void twoAccountsGetTheirOwnOutOfOneDeliveryAndAnswer() {
        // Given
        Account bern = sharing(agency.account("bern"));
        Account basel = sharing(agency.account("basel"));
        assertThat(team.meta.callback(agency))
                .isEqualTo(kubectl.get("metaapp/agency", ".status.callbackUrl"))
                .contains("agency-gateway", "/webhooks/" + kubectl.namespace() + "/agency");

        // When
        JsonNode deliveries =
                team.meta.customerWritesAround(agency, CUSTOMER, 10).path("deliveries");

        // Then
        assertThat(deliveries).singleElement().satisfies(delivery -> assertThat(
                        delivery.path("status").asInt())
                .isEqualTo(200));
        for (Account account : List.of(bern, basel)) {
            Application application = new Application(kubectl.namespace(), account);
            assertThat(application.events(CUSTOMER, "message.received"))
                    .hasSize(5)
                    .allSatisfy(event ->
                            assertThat(event.at("/data/account").asText()).isEqualTo(account.instagramId()));

            assertThat(application
                            .reply(CUSTOMER, "from " + account.name())
                            .body()
                            .path("state")
                            .asText())
                    .isEqualTo("sent");
            assertThat(team.meta.sent(account))
                    .singleElement()
                    .satisfies(sent -> assertThat(sent.path("text").asText()).isEqualTo("from " + account.name()));
        }
    }

    @Test
    void anAccountThatNobodyDeclaredIsAnsweredWellAndNamed() {
        // Given
        sharing(agency.account("bern"));
        Account stranger = agency.account("stranger");
        team.meta.knows(stranger);
        team.meta.subscribes(stranger, agency);

        // When
        JsonNode written = team.meta.customerWrites(stranger, CUSTOMER, "Anybody there?");

        // Then
        assertThat(written.at("/deliveries/0/status").asInt()).isEqualTo(200);
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(kubectl.get("metaapp/agency", ".status.unknownAccounts"))
                        .contains(stranger.instagramId()));
    }

    @Test
    void aRolloutOfTheGatewayMeetsNoDelivery() throws Exception {
        // Given
        Account bern = sharing(agency.account("bern"));

        // When
        Conversation conversation = Conversation.begin(team.meta, bern, CUSTOMER);
        kubectl.run(
                "patch",
                "metaapp/agency",
                "--type=merge",
                "-p",
                "{\"spec\":{\"gateway\":{\"podAnnotations\":{\"example.com/rolled\":\"once\"}}}}");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        kubectl.get("deployment/agency-gateway", ".spec.template.metadata.annotations"))
                .contains("rolled"));
        kubectl.run("rollout", "status", "deployment/agency-gateway", "--timeout=120s");
        conversation.goesOn();
        conversation.end();

        // Then
        assertThat(conversation.firstAttempts()).containsOnly(200);
        assertThat(messagesOf(bern)).containsExactlyElementsOf(conversation.messages());
    }

    @Test
    void anAccountMovesToASharedAppAndBackAndHasEverythingOnce() throws Exception {
        // Given
        Account acme = team.ready(kubectl, Account.named("acme"));
        team.meta.connects(acme, agency);
        kubectl.apply(agency.secretOf(acme));
        Conversation conversation = Conversation.begin(team.meta, acme, CUSTOMER);

        // When: what docs/shared-app.md says.
        kubectl.apply(agency.resourceOf(acme));
        awaitSubscribed(acme, agency.id());
        kubectl.waitForReady("acme");
        conversation.goesOn();
        team.meta.unsubscribes(acme, acme.accessToken());
        conversation.goesOn();

        // Then
        assertThat(kubectl.get("iga/acme", ".status.app.appId")).isEqualTo(agency.id());
        assertThat(kubectl.get("iga/acme", ".status.retiredApp.appId")).isEqualTo(acme.appId());
        assertThat(kubectl.get("iga/acme", ".status.callbackUrl"))
                .isEqualTo(kubectl.get("metaapp/agency", ".status.callbackUrl"));

        // When
        kubectl.apply(acme.resource());
        awaitSubscribed(acme, acme.appId());
        kubectl.waitForReady("acme");
        conversation.goesOn();
        team.meta.unsubscribes(acme, agency.tokenOf(acme));
        conversation.goesOn();
        conversation.end();

        // Then: Meta has repeated what met a closed door.
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(messagesOf(acme))
                .containsExactlyInAnyOrderElementsOf(conversation.messages()));
    }

    private Account sharing(Account account) {
        team.meta.knows(account);
        kubectl.apply(account.secret());
        kubectl.apply(agency.secretOf(account));
        kubectl.apply(agency.resourceOf(account));
        kubectl.waitForReady(account.name());
        return account;
    }

    private void awaitSubscribed(Account account, String appId) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(team.meta.isSubscribedAt(account, appId))
                .isTrue());
    }

    private List<String> messagesOf(Account account) {
        return new Application(kubectl.namespace(), account).messages(CUSTOMER);
    }
}
