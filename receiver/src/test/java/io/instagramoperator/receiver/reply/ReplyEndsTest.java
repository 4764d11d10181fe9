package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Protects that a rate can be taken of the first reply, too: a counter that is not there yet has none. */
class ReplyEndsTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ReplyEnds ends = new ReplyEnds(metrics);

    @Test
    void showsAllOutcomesFromTheStart() {
        assertThat(metrics.find("instagram_replies_total").counters())
                .extracting(counter -> counter.getId().getTag("outcome"))
                .containsExactlyInAnyOrder("sent", "failed", "unknown");
    }

    @Test
    void countsAReplyUnderItsOutcome() {
        // When
        ends.settled(new Reply("r1", Reply.State.FAILED, 1, Optional.empty(), Optional.empty()));

        // Then
        assertThat(metrics.find("instagram_replies_total").counters())
                .filteredOn(counter -> counter.count() == 1)
                .map(Counter::getId)
                .extracting(id -> id.getTag("outcome"))
                .containsExactly("failed");
    }
}
