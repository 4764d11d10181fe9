package io.instagramoperator.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.instagramoperator.crds.account.InstagramAccount;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who waits is told when all pods of the gateway know the account, and nobody else is. */
class RoutingTest {

    private static final ResourceID AGENCY = new ResourceID("agency", "social");
    private static final ResourceID OTHER = new ResourceID("other", "social");
    private static final InstagramAccount ACME = account("acme", "uid-1");
    private static final InstagramAccount BETA = account("beta", "uid-2");

    private final Routing routing = new Routing();
    private final List<ResourceID> woken = new ArrayList<>();

    RoutingTest() {
        routing.setEventHandler((Event event) -> woken.add(event.getRelatedCustomResourceID()));
    }

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(routing.passesOn("agency", ACME)).isFalse();
    }

    @Test
    void whoWaitsIsToldOnce() {
        // Given
        routing.passesOn("agency", ACME);

        // When
        hears(AGENCY, "new", List.of(ACME, BETA), "new", "old");
        boolean oneIsBehind = routing.passesOn("agency", ACME);
        hears(AGENCY, "new", List.of(ACME, BETA), "new", "new");
        hears(AGENCY, "new", List.of(ACME, BETA), "new", "new");

        // Then
        assertThat(oneIsBehind).isFalse();
        assertThat(woken).containsExactly(ResourceID.fromResource(ACME));
        assertThat(routing.passesOn("agency", ACME)).isTrue();
    }

    @Test
    void whatAnotherGatewayKnowsIsNoAnswer() {
        // Given
        routing.passesOn("agency", ACME);

        // When
        hears(OTHER, "new", List.of(ACME), "new");

        // Then
        assertThat(woken).isEmpty();
        assertThat(routing.passesOn("agency", ACME)).isFalse();
    }

    @Test
    void anAccountThatIsMadeAgainIsAnotherOne() {
        // Given
        hears(AGENCY, "new", List.of(ACME), "new");

        // Then
        assertThat(routing.passesOn("agency", account("acme", "uid-3"))).isFalse();
    }

    @Test
    void whoIsGoneIsNotTold() {
        // Given
        routing.passesOn("agency", ACME);
        routing.onResourceDeleted(ACME);

        // When
        hears(AGENCY, "new", List.of(ACME), "new");

        // Then
        assertThat(woken).isEmpty();
    }

    @Test
    void anAppThatIsGoneKnowsNobody() {
        // Given
        hears(AGENCY, "new", List.of(ACME), "new");

        // When
        routing.forget(AGENCY);

        // Then
        assertThat(routing.passesOn("agency", ACME)).isFalse();
    }

    private void hears(ResourceID app, String configHash, List<InstagramAccount> routed, String... inForce) {
        routing.heard(
                app,
                configHash,
                routed,
                List.of(inForce).stream().map(Optional::of).toList());
    }

    private static InstagramAccount account(String name, String uid) {
        InstagramAccount account = new InstagramAccount();
        account.setMetadata(new ObjectMetaBuilder()
                .withNamespace("social")
                .withName(name)
                .withUid(uid)
                .build());
        return account;
    }
}
