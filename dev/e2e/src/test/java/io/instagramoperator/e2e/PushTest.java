package io.instagramoperator.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Protects the promise to application teams: one resource, and their service gets signed events, in order. */
@OnCluster
class PushTest {

    private static final String CUSTOMER = "900000000000001";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @RegisterExtension
    final Team team = new Team();

    @Test
    void aServiceOfTheNamespaceGetsWhatACustomerWrites() {
        // Given
        Kubectl kubectl = team.kubectl();
        Account acme = team.ready(kubectl, Account.named("acme"));
        Consumer crm = new Consumer(kubectl, "crm");
        crm.start(SECRET);
        kubectl.apply("""
                apiVersion: instagram-operator.io/v1alpha1
                kind: EventSubscription
                metadata: { name: crm }
                spec:
                  accountRef: { name: acme }
                  types: [ "message.*" ]
                  sink:
                    http:
                      service: { name: crm, port: %d, path: /hooks }
                      signingSecretRef: { name: crm, key: secret }
                """.formatted(Consumer.PORT));
        kubectl.run("wait", "--for=condition=Ready", "--timeout=120s", "igsub/crm");

        // When
        for (String text : List.of("Grüezi!", "Liefert ihr nach Zürich? 😀", "Bis wann?")) {
            team.meta.customerWrites(acme, CUSTOMER, text);
        }

        // Then
        List<String> ids = ids(new Application(kubectl.namespace(), acme).events(CUSTOMER, "message.*"));
        assertThat(ids).hasSize(3);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(crm.stored()).isEqualTo(ids));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(kubectl.get("igsub/crm", ".status.backlog")).isIn("", "0"));
    }

    private static List<String> ids(JsonNode events) {
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("id").asText())
                .toList();
    }
}
