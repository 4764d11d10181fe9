package io.instagramoperator.receiver.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Fingerprints in their order, each once, with the sequences of their events: what is in a bucket of a run, or in some. */
final class SortedRun {

    static final SortedRun EMPTY = new SortedRun(0);

    private static final int ENTRY_BYTES = Fingerprint.BYTES + Long.BYTES;

    private final long[] highs;
    private final long[] lows;
    private final long[] sequences;

    private SortedRun(int size) {
        this(new long[size], new long[size], new long[size]);
    }

    private SortedRun(long[] highs, long[] lows, long[] sequences) {
        this.highs = highs;
        this.lows = lows;
        this.sequences = sequences;
    }

    record Entry(Fingerprint fingerprint, long sequence) {}

    static SortedRun of(List<Entry> entries) {
        List<Entry> sorted = new ArrayList<>(entries.size());
        for (Entry entry : entries.stream()
                .sorted(Comparator.comparing(Entry::fingerprint))
                .toList()) {
            if (sorted.isEmpty() || !sorted.getLast().fingerprint.equals(entry.fingerprint)) {
                sorted.add(entry);
            }
        }
        SortedRun run = new SortedRun(sorted.size());
        for (int at = 0; at < sorted.size(); at++) {
            run.put(at, sorted.get(at).fingerprint, sorted.get(at).sequence);
        }
        return run;
    }

    /** All that is in some, each once; of one that is in several, the sequence of the first. */
    static SortedRun merged(List<SortedRun> runs) {
        SortedRun merged = new SortedRun(runs.stream().mapToInt(SortedRun::size).sum());
        int[] next = new int[runs.size()];
        int size = 0;
        for (int left = merged.size(); left > 0; left--) {
            int least = -1;
            for (int run = 0; run < next.length; run++) {
                if (next[run] < runs.get(run).size()
                        && (least < 0 || runs.get(run).compare(next[run], runs.get(least), next[least]) < 0)) {
                    least = run;
                }
            }
            SortedRun from = runs.get(least);
            int at = next[least]++;
            if (size == 0 || from.compare(at, merged, size - 1) != 0) {
                merged.highs[size] = from.highs[at];
                merged.lows[size] = from.lows[at];
                merged.sequences[size] = from.sequences[at];
                size++;
            }
        }
        return merged.part(0, size);
    }

    /** What {@link #bytes} gave. */
    static SortedRun read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        SortedRun run = new SortedRun(bytes.length / ENTRY_BYTES);
        for (int at = 0; at < run.size(); at++) {
            run.put(at, Fingerprint.read(buffer), buffer.getLong());
        }
        return run;
    }

    /** As the database keeps it. */
    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(size() * ENTRY_BYTES);
        for (int at = 0; at < size(); at++) {
            buffer.putLong(highs[at]).putLong(lows[at]).putLong(sequences[at]);
        }
        return buffer.array();
    }

    int size() {
        return sequences.length;
    }

    /** The largest sequence; 0 if there is none. */
    long newest() {
        return Arrays.stream(sequences).max().orElse(0);
    }

    Fingerprint fingerprint(int at) {
        return new Fingerprint(highs[at], lows[at]);
    }

    void forEach(Consumer<Fingerprint> action) {
        for (int at = 0; at < size(); at++) {
            action.accept(fingerprint(at));
        }
    }

    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(size());
        for (int at = 0; at < size(); at++) {
            entries.add(new Entry(fingerprint(at), sequences[at]));
        }
        return entries;
    }

    /** Looks at one after the other: for a few. */
    OptionalLong find(Fingerprint fingerprint) {
        for (int at = 0; at < size(); at++) {
            if (lows[at] == fingerprint.low() && highs[at] == fingerprint.high()) {
                return OptionalLong.of(sequences[at]);
            }
        }
        return OptionalLong.empty();
    }

    /** Those from one place up to another. */
    SortedRun part(int from, int to) {
        return new SortedRun(
                Arrays.copyOfRange(highs, from, to),
                Arrays.copyOfRange(lows, from, to),
                Arrays.copyOfRange(sequences, from, to));
    }

    /** Behind the last of those from here on that are in this bucket of a run. */
    int endOf(SeenRun run, int bucket, int from) {
        int end = from;
        while (end < size() && run.bucketOf(fingerprint(end)) == bucket) {
            end++;
        }
        return end;
    }

    /** As {@link Fingerprint#compareTo}. */
    private int compare(int at, SortedRun other, int otherAt) {
        int byHigh = Long.compareUnsigned(highs[at], other.highs[otherAt]);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(lows[at], other.lows[otherAt]);
    }

    private void put(int at, Fingerprint fingerprint, long sequence) {
        highs[at] = fingerprint.high();
        lows[at] = fingerprint.low();
        sequences[at] = sequence;
    }
}
