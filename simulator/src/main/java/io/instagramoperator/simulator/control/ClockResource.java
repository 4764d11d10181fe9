package io.instagramoperator.simulator.control;

import io.instagramoperator.simulator.state.SimulatorClock;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The clock of this Meta. Retries, windows and the ages of tokens go by it. */
@Path("/control/clock")
public class ClockResource {

    private final SimulatorClock clock;

    ClockResource(SimulatorClock clock) {
        this.clock = clock;
    }

    record Turn(@Nullable Duration advance) {}

    record Time(Instant now) {}

    @GET
    public Time get() {
        return new Time(clock.instant());
    }

    /** Turns the clock forward. What is due on the way, such as retries, has been done when this is answered. */
    @POST
    public Time turn(@Nullable Turn body) {
        Duration advance = Inputs.body(body).advance();
        if (advance == null || advance.isZero() || advance.compareTo(Duration.ofDays(366)) > 0) {
            throw new InvalidInput(
                    "advance: '%s' is not a duration of at most 366 days, such as PT36H".formatted(advance));
        }
        return new Time(clock.advance(Inputs.duration("advance", advance)));
    }
}
