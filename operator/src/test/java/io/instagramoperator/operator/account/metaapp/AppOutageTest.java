package io.instagramoperator.operator.account.metaapp;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.app.OutageStatus;
import io.instagramoperator.operator.account.MetaApps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of an outage of a shared app, from twenty to forty past noon, an account reads back what came after it had joined the app. */
class AppOutageTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
    private static final AppOutage OUTAGE = new AppOutage("agency", minute(20), minute(40));

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
        shared it before,         true,  agency, 0,  20
        joined in the middle,     true,  agency, 30, 30
        joined at its end,        true,  agency, 40, -
        joined later,             true,  agency, 50, -
        shares another app,       true,  other,  0,  -
        has an app of its own,    false, -,      0,  -
        """)
    void concernsAccountsThatSharedTheAppThen(
            String what, boolean shared, @Nullable String name, int since, @Nullable Integer from) {
        // Given
        AppInUse inUse = new AppInUse("9876543210987654", List.of(), shared, name, minute(since), null);

        // When // Then
        assertThat(OUTAGE.concerning(inUse))
                .as(what)
                .isEqualTo(
                        Optional.ofNullable(from).map(minute -> new AppOutage("agency", minute(minute), minute(40))));
    }

    @Test
    void isReadBackWhenItIsOver() {
        assertThat(AppOutage.of(MetaApps.agency())).isEmpty();
        assertThat(AppOutage.of(MetaApps.agency(new OutageStatus(minute(20), null))))
                .isEmpty();
        assertThat(AppOutage.of(MetaApps.agency(new OutageStatus(minute(20), minute(40)))))
                .contains(OUTAGE);
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }
}
