package io.instagramoperator.receiver.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.config.ReceiverConfig.Login;
import io.instagramoperator.receiver.watch.RefreshPlan.Attempt;
import io.instagramoperator.receiver.watch.RefreshPlan.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a token is exchanged. All times are counted from the moment at which it was first seen, or given for 60 days. */
class RefreshPlanTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest(name = "{0}: {5} after {4}")
    @CsvSource(textBlock = """
            # why,                                login,     valid for, failures, failed at, now,        due
            'the end is unknown: at first sight', INSTAGRAM, ,          0,        ,          PT0S,       true
            'a day later, not before',            INSTAGRAM, ,          1,        PT1H,      PT24H59M,   false
            'a day later',                        INSTAGRAM, ,          1,        PT1H,      PT25H,      true
            'once a day, however often',          INSTAGRAM, ,          9,        PT1H,      PT24H59M,   false
            'not before half of its life',        INSTAGRAM, P60D,      0,        ,          PT719H59M,  false
            'at half of its life',                INSTAGRAM, P60D,      0,        ,          PT720H,     true
            'a short life has a half too',        INSTAGRAM, PT2H,      0,        ,          PT1H,       true
            'after a failure in an hour',         INSTAGRAM, P60D,      1,        PT720H,    PT720H59M,  false
            'after a failure in an hour',         INSTAGRAM, P60D,      1,        PT720H,    PT721H,     true
            'after the third in four hours',      INSTAGRAM, P60D,      3,        PT720H,    PT723H59M,  false
            'after the third in four hours',      INSTAGRAM, P60D,      3,        PT720H,    PT724H,     true
            'at last once a day',                 INSTAGRAM, P60D,      99,       PT720H,    PT743H59M,  false
            'at last once a day',                 INSTAGRAM, P60D,      99,       PT720H,    PT744H,     true
            'until its end',                      INSTAGRAM, P60D,      0,        ,          PT1439H59M, true
            'not after its end',                  INSTAGRAM, P60D,      0,        ,          PT1440H,    false
            'never with Facebook Login',          FACEBOOK,  ,          0,        ,          PT0S,       false
            'never with Facebook Login',          FACEBOOK,  P60D,      0,        ,          PT720H,     false
            """)
    void isDue(String why, Login login, Duration life, int failures, Duration failedAt, Duration now, boolean due) {
        // Given
        Optional<Validity> validity = Optional.ofNullable(life).map(l -> new Validity(START, START.plus(l)));
        Optional<Attempt> last = Optional.ofNullable(failedAt).map(at -> new Attempt(START.plus(at), failures, 1));

        // When / Then
        assertThat(RefreshPlan.isDue(login, START, validity, last, START.plus(now)))
                .as(why)
                .isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"0.9, PT54M, true", "0.9, PT53M59S, false", "1.1, PT65M59S, false", "1.1, PT66M, true"})
    void spreadsTheRetriesOfManyReceivers(double stretch, Duration later, boolean due) {
        // Given
        Validity validity = new Validity(START, START.plus(Duration.ofDays(60)));
        Attempt failed = new Attempt(validity.half(), 1, stretch);

        // When / Then
        assertThat(RefreshPlan.isDue(
                        Login.INSTAGRAM,
                        START,
                        Optional.of(validity),
                        Optional.of(failed),
                        validity.half().plus(later)))
                .isEqualTo(due);
    }
}
