package io.instagramoperator.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.instagramoperator.instagram.payload.Container;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LaneTest {

    @Test
    void puts_together_what_became_due_during_a_delivery() {
        // Given
        Lane lane = new Lane();
        Lane.Group first = group(1);
        Lane.Group second = group(1);
        Lane.Group third = group(2);

        // When
        lane.add(first);
        var firstDelivery = lane.take();
        lane.add(second);
        lane.add(third);
        var meanwhile = lane.take();
        lane.done();
        var nextDelivery = lane.take();

        // Then
        assertThat(firstDelivery.orElseThrow()).containsExactly(first);
        assertThat(meanwhile).isEmpty();
        assertThat(nextDelivery.orElseThrow()).containsExactly(second, third);
    }

    @Test
    void never_puts_more_than_a_thousand_updates_into_a_delivery_nor_splits_a_group() {
        // Given
        Lane lane = new Lane();
        Lane.Group most = group(999);
        Lane.Group two = group(2);
        lane.add(most);
        lane.add(two);

        // When
        var firstDelivery = lane.take();
        lane.done();
        var nextDelivery = lane.take();

        // Then
        assertThat(firstDelivery.orElseThrow()).containsExactly(most);
        assertThat(nextDelivery.orElseThrow()).containsExactly(two);
    }

    private static Lane.Group group(int updates) {
        WebhookUpdate update = new WebhookUpdate("1", Container.MESSAGING, JsonNodeFactory.instance.objectNode());
        return new Lane.Group(Collections.nCopies(updates, update), new CompletableFuture<>());
    }
}
