package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.log.SortedRun.Entry;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Runs of fingerprints, made one")
class SortedRunTest {

    private static final Entry LEAST = new Entry(new Fingerprint(1, 7), 10);
    private static final Entry MIDDLE = new Entry(new Fingerprint(1, -7), 11);
    private static final Entry GREATEST = new Entry(new Fingerprint(-1, 0), 12);

    @Test
    void areInTheOrderOfTheirBytesWhicheverRunTheyComeFrom() {
        SortedRun merged =
                SortedRun.merged(List.of(SortedRun.of(List.of(GREATEST, LEAST)), SortedRun.of(List.of(MIDDLE))));

        assertThat(merged.entries()).containsExactly(LEAST, MIDDLE, GREATEST);
    }

    @Test
    void haveEachOnceWithTheSequenceOfTheFirst() {
        Entry again = new Entry(MIDDLE.fingerprint(), 99);

        SortedRun merged = SortedRun.merged(List.of(
                SortedRun.of(List.of(LEAST, MIDDLE)),
                SortedRun.of(List.of(again, GREATEST)),
                SortedRun.of(List.of(again))));

        assertThat(merged.entries()).containsExactly(LEAST, MIDDLE, GREATEST);
    }

    @Test
    void mayBeEmpty() {
        assertThat(SortedRun.merged(List.of(SortedRun.EMPTY, SortedRun.EMPTY)).entries())
                .isEmpty();
        assertThat(SortedRun.merged(List.of(SortedRun.EMPTY, SortedRun.of(List.of(LEAST))))
                        .entries())
                .containsExactly(LEAST);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void areTheSameAsSortedTogether(int runs) {
        Random random = new Random(runs);
        List<List<Entry>> parts =
                Stream.generate(() -> entries(random)).limit(runs).toList();

        SortedRun merged = SortedRun.merged(parts.stream().map(SortedRun::of).toList());

        assertThat(merged.entries())
                .isEqualTo(SortedRun.of(parts.stream().flatMap(List::stream).toList())
                        .entries());
    }

    /** Few fingerprints, so that many are in more than one. */
    private static List<Entry> entries(Random random) {
        return Stream.generate(() -> new Entry(
                        new Fingerprint(random.nextInt(-3, 3), random.nextInt(-3, 3)), random.nextLong(1, 1_000)))
                .limit(random.nextInt(40))
                .toList();
    }
}
