package io.instagramoperator.operator.subscription.desired;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InForceTest {

    @Test
    void areOrderedByNameSoThatNothingChangesByAccident() {
        assertThat(names(Stream.of(
                        EventSubscriptions.named("b"), EventSubscriptions.named("c"), EventSubscriptions.named("a"))))
                .containsExactly("a", "b", "c");
    }

    @Test
    void areNoMoreThanAReceiverTakes() {
        // Given
        Stream<EventSubscription> subscriptions =
                IntStream.range(0, 102).mapToObj(i -> EventSubscriptions.named("crm-%03d".formatted(101 - i)));

        // When / Then
        assertThat(names(subscriptions)).hasSize(100).startsWith("crm-000").endsWith("crm-099");
    }

    @Test
    void leaveOutWhatIsDeletedOrNotAcceptable() {
        // Given
        EventSubscription deleted = EventSubscriptions.named("deleted");
        deleted.getMetadata().setDeletionTimestamp("2026-11-23T12:00:00Z");

        // When / Then
        assertThat(names(Stream.of(
                        deleted, EventSubscriptions.to("url: https://[hooks]/"), EventSubscriptions.named("archive"))))
                .containsExactly("archive");
    }

    private static List<String> names(Stream<EventSubscription> subscriptions) {
        return InForce.of(Accounts.minimal(), subscriptions).stream()
                .map(subscription -> subscription.getMetadata().getName())
                .toList();
    }
}
