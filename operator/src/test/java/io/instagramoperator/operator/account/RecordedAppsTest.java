package io.instagramoperator.operator.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.account.status.Situation;
import io.instagramoperator.operator.exposure.Exposure;
import io.instagramoperator.operator.routing.Routing;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When it is recorded that the gateway of a shared app knows the account, and when no more. */
class RecordedAppsTest {

    private static final WantedApp SHARED = new WantedApp.Shared(MetaApps.agency());

    private final Routing routing = new Routing();
    private final RecordedApps apps =
            new RecordedApps(routing, Clock.fixed(Instant.parse("2026-11-26T10:00:00.123Z"), ZoneOffset.UTC));
    private final InstagramAccount account = Accounts.shared();
    private Optional<InstagramAccount> elder = Optional.empty();

    RecordedAppsTest() {
        account.getMetadata().setUid("uid-of-acme");
        recorded(false);
    }

    @Test
    void aNewAccountIsNotKnown() {
        // Given
        account.setStatus(null);

        // When // Then
        assertThat(next()).isFalse();
    }

    @Test
    void itIsKnownAsSoonAsAllPodsSaySo() {
        // Given
        boolean before = next();

        // When
        gatewayKnowsTheAccount();

        // Then
        assertThat(before).isFalse();
        assertThat(next()).isTrue();
    }

    @Test
    void itStaysKnownThoughNothingIsHeard() {
        // Given
        recorded(true);

        // When // Then
        assertThat(next()).isTrue();
    }

    @Test
    void anAccountThatStandsBackIsForgotten() {
        // Given
        recorded(true);
        gatewayKnowsTheAccount();

        // When
        elder = Optional.of(Accounts.minimal());

        // Then
        assertThat(next()).isFalse();
    }

    @Test
    void nobodyAsksForAnAccountThatIsBeingDeleted() {
        // Given
        account.getMetadata().setDeletionTimestamp("2026-11-26T10:00:00Z");

        // When
        gatewayKnowsTheAccount();

        // Then
        assertThat(next())
                .as("its receiver need not read another configuration")
                .isFalse();
    }

    private void recorded(boolean routed) {
        account.setStatus(
                AppRecord.writtenIn(account).routed(routed).writtenTo(account).getStatus());
    }

    private boolean next() {
        return apps.next(situation()).inUse().map(AppInUse::routed).orElseThrow();
    }

    private void gatewayKnowsTheAccount() {
        routing.setEventHandler(_ -> {});
        routing.heard(new ResourceID("agency", "social"), "hash", List.of(account), List.of(Optional.of("hash")));
    }

    private Situation situation() {
        return new Situation(
                new Blueprint(account, List.of(), new FixedReceiverSettings()),
                SHARED,
                elder,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Exposure(account.getSpec().webhook(), Optional.empty(), Optional.empty(), true, Optional.empty()),
                List.of());
    }
}
