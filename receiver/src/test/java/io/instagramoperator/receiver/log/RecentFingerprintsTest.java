package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Protects what was seen lately on its way to the table: each belongs to one bucket, wherever in memory it found a place. */
class RecentFingerprintsTest {

    private static final SeenRun RUN = new SeenRun(1, 9);

    /** Nearly half of the places are taken, and so those behind the end of many a bucket. */
    private static final long EVENTS = 16_000;

    private final RecentFingerprints recent = new RecentFingerprints();

    @Test
    void givesEachInItsBucketOnce() {
        // Given
        LongStream.rangeClosed(1, EVENTS).forEach(sequence -> recent.add(fingerprint(sequence), sequence));

        // When
        List<Long> given = sequences(EVENTS);

        // Then
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, EVENTS).boxed().toList());
    }

    @Test
    void leavesOutWhatCameLater() {
        // Given
        LongStream.rangeClosed(1, EVENTS).forEach(sequence -> recent.add(fingerprint(sequence), sequence));

        // When
        List<Long> given = sequences(100);

        // Then
        assertThat(given)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void givesThoseThatFoundAPlaceOnlyBehindTheEnd() {
        // Given
        Fingerprint first = new Fingerprint(-1, 1);
        Fingerprint second = new Fingerprint(-1, 2);
        recent.add(first, 1);
        recent.add(second, 2);

        // When
        SortedRun last = recent.inBucket(RUN, RUN.buckets() - 1, 2);

        // Then
        assertThat(last.entries()).containsExactly(new SortedRun.Entry(first, 1), new SortedRun.Entry(second, 2));
    }

    private List<Long> sequences(long last) {
        List<Long> sequences = new ArrayList<>();
        for (int bucket = 0; bucket < RUN.buckets(); bucket++) {
            recent.inBucket(RUN, bucket, last).entries().forEach(entry -> sequences.add(entry.sequence()));
        }
        return sequences;
    }

    private static Fingerprint fingerprint(long sequence) {
        return Fingerprint.of("event-" + sequence);
    }
}
