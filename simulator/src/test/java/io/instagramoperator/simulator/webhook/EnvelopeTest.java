package io.instagramoperator.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.instagramoperator.instagram.payload.Container;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {

    @Test
    void gathers_neighbours_of_one_account_in_an_entry() {
        // Given
        List<WebhookUpdate> updates = List.of(
                update("1", Container.MESSAGING, 1),
                update("1", Container.MESSAGING, 2),
                update("2", Container.MESSAGING, 3),
                update("1", Container.MESSAGING, 4),
                update("1", Container.CHANGES, 5));

        // When
        String envelope =
                Envelope.of(updates, Instant.ofEpochMilli(1_700_000_000_123L)).toString();

        // Then
        assertThat(envelope).isEqualTo("""
                {"object":"instagram","entry":[\
                {"time":1700000000123,"id":"1","messaging":[{"n":1},{"n":2}]},\
                {"time":1700000000123,"id":"2","messaging":[{"n":3}]},\
                {"time":1700000000123,"id":"1","messaging":[{"n":4}]},\
                {"time":1700000000,"id":"1","changes":[{"n":5}]}]}""");
    }

    private static WebhookUpdate update(String instagramId, Container container, int n) {
        return new WebhookUpdate(
                instagramId, container, JsonNodeFactory.instance.objectNode().put("n", n));
    }
}
