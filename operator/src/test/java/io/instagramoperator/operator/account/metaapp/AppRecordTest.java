package io.instagramoperator.operator.account.metaapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.AppSpec;
import io.instagramoperator.crds.account.RetiredApp;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.MetaApps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which app an account's receiver works with, and for how long the one before counts. */
class AppRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final Instant TWO_DAYS_LATER = NOW.plus(Duration.ofDays(2));

    private static final WantedApp OWN = own("1234567890123456", "app-secret");
    private static final WantedApp SHARED = new WantedApp.Shared(MetaApps.agency());

    @Test
    void anAccountWithoutARecordWorksWithItsOwnApp() {
        assertThat(AppRecord.of(Accounts.minimal()).inUse())
                .map(AppInUse::appId)
                .hasValue("1234567890123456");
    }

    @Test
    void theFirstAppIsRecordedAndNothingIsRetired() {
        // When
        AppRecord first = nothing().next(SHARED, NOW);

        // Then
        assertThat(first.inUse())
                .hasValue(new AppInUse(
                        "9876543210987654",
                        List.of(new SecretKeyRef("agency-meta", "app-secret")),
                        true,
                        "agency",
                        NOW,
                        false));
        assertThat(first.retired()).isEmpty();
    }

    @Test
    void theAppBeforeCountsForTwoDays() {
        // Given
        AppRecord own = nothing().next(OWN, NOW);

        // When
        AppRecord switched = own.next(SHARED, NOW);

        // Then
        assertThat(switched.inUse()).map(AppInUse::name).hasValue("agency");
        assertThat(switched.retired())
                .hasValue(new RetiredApp(
                        "1234567890123456",
                        List.of(new SecretKeyRef("acme-meta", "app-secret")),
                        false,
                        null,
                        TWO_DAYS_LATER));
        assertThat(switched.untilRetired(LATER)).hasValue(Duration.ofHours(47));
        assertThat(switched.next(SHARED, TWO_DAYS_LATER.minusSeconds(1))).isEqualTo(switched);
        assertThat(switched.next(SHARED, TWO_DAYS_LATER).retired()).isEmpty();
    }

    @Test
    void onTheWayBackTheSharedOneIsRetired() {
        // Given
        AppRecord shared = nothing().next(SHARED, NOW);

        // When
        AppRecord switched = shared.next(OWN, NOW);

        // Then
        assertThat(switched.inUse()).map(AppInUse::shared).hasValue(false);
        assertThat(switched.retired()).hasValueSatisfying(retired -> {
            assertThat(retired.shared()).isTrue();
            assertThat(retired.name()).isEqualTo("agency");
        });
    }

    @Test
    void whoChangesHisMindHasTheOtherOneRetired() {
        // Given
        AppRecord own = nothing().next(OWN, NOW);

        // When
        AppRecord andBack = own.next(SHARED, NOW).next(OWN, LATER);

        // Then
        assertThat(andBack.inUse()).map(AppInUse::shared).hasValue(false);
        assertThat(andBack.retired()).map(RetiredApp::name).hasValue("agency");
    }

    /** What a gateway passes on has another signature than what Meta sends, though the secret is the same. */
    @Test
    void theSameAppSharedFromNowOnIsAnotherOne() {
        // Given
        AppRecord own = nothing().next(own("9876543210987654", "app-secret"), NOW);

        // When
        AppRecord shared = own.next(SHARED, NOW);

        // Then
        assertThat(shared.retired()).map(RetiredApp::appId).hasValue("9876543210987654");
    }

    @Test
    void aSecretThatIsTakenOutCountsNoMore() {
        // Given
        AppRecord before = nothing().next(own("1234567890123456", "leaked"), NOW);

        // When
        AppRecord rotated = before.next(own("1234567890123456", "app-secret"), LATER);

        // Then
        assertThat(rotated.inUse())
                .hasValue(new AppInUse(
                        "1234567890123456",
                        List.of(new SecretKeyRef("acme-meta", "app-secret")),
                        false,
                        null,
                        NOW,
                        null));
        assertThat(rotated.retired()).isEmpty();
    }

    @Test
    void aCorrectedIdLeavesNothingToRemember() {
        // Given
        AppRecord before = nothing().next(own("1234567890123457", "app-secret"), NOW);

        // When
        AppRecord corrected = before.next(OWN, LATER);

        // Then
        assertThat(corrected.inUse()).map(AppInUse::appId).hasValue("1234567890123456");
        assertThat(corrected.retired()).isEmpty();
    }

    @Test
    void anotherAppOfTheAccountsOwnRetiresTheOneBefore() {
        // Given
        AppRecord before = nothing().next(own("1234567890123457", "other-app-secret"), NOW);

        // When
        AppRecord changed = before.next(OWN, LATER);

        // Then
        assertThat(changed.retired()).map(RetiredApp::appId).hasValue("1234567890123457");
    }

    @Test
    void whileTheMetaAppIsMissingTheOneInUseStays() {
        // Given
        AppRecord switched = nothing().next(OWN, NOW).next(SHARED, NOW);

        // When
        AppRecord missing = switched.next(new WantedApp.NotFound("agency"), LATER);

        // Then
        assertThat(missing).isEqualTo(switched);
        assertThat(nothing().next(new WantedApp.NotFound("agency"), NOW)).isEqualTo(nothing());
    }

    @Test
    void whatTheGatewayKnowsIsKeptUntilTheAccountGoesToAnotherApp() {
        // Given
        AppRecord fresh = nothing().next(SHARED, NOW);
        WantedApp other = new WantedApp.Shared(other());

        // When
        AppRecord routed = fresh.routed(true);

        // Then
        assertThat(fresh.awaited()).hasValue("agency");
        assertThat(routed.awaited()).isEmpty();
        assertThat(routed.next(SHARED, LATER)).isEqualTo(routed);
        assertThat(routed.next(other, LATER).awaited()).hasValue("other");
        assertThat(routed.next(OWN, LATER).next(SHARED, LATER).awaited()).hasValue("agency");
    }

    @Test
    void anAppOfTheAccountsOwnHasNoGatewayToWaitFor() {
        // Given
        AppRecord own = nothing().next(OWN, NOW);

        // Then
        assertThat(own.awaited()).isEmpty();
        assertThat(own.routed(false)).isEqualTo(own);
    }

    @Test
    void whoWasSubscribedBeforeAnybodyAskedDoesNotWait() {
        // Given
        AppRecord earlier = new AppRecord(
                Optional.of(new AppInUse(
                        "9876543210987654",
                        List.of(new SecretKeyRef("agency-meta", "app-secret")),
                        true,
                        "agency",
                        NOW,
                        null)),
                Optional.empty());

        // Then
        assertThat(earlier.next(SHARED, LATER)).isEqualTo(earlier);
        assertThat(earlier.awaited()).isEmpty();
    }

    @Test
    void aReferenceIsResolvedToTheMetaAppThatIsThere() {
        assertThat(WantedApp.of(Accounts.minimal().getSpec(), Optional.empty())).isInstanceOf(WantedApp.Own.class);
        assertThat(WantedApp.of(Accounts.shared().getSpec(), Optional.of(MetaApps.agency())))
                .isInstanceOf(WantedApp.Shared.class);
        assertThat(WantedApp.of(Accounts.shared().getSpec(), Optional.empty()))
                .isEqualTo(new WantedApp.NotFound("agency"));
    }

    private static MetaApp other() {
        MetaApp other = MetaApps.agency();
        other.getMetadata().setName("other");
        return other;
    }

    private static AppRecord nothing() {
        return new AppRecord(Optional.empty(), Optional.empty());
    }

    private static WantedApp own(String id, String key) {
        return new WantedApp.Own(new AppSpec(id, List.of(new SecretKeyRef("acme-meta", key))));
    }
}
