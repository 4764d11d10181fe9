package io.instagramoperator.receiver.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Fingerprints with the sequences of their events: a hash table with open addressing. Of some ten thousand entries as objects, each
 * collection of garbage would go through what has changed, and most of what is added would outlive many. Safe for any number of threads.
 */
final class RecentFingerprints {

    private static final int SMALLEST = 1024;

    /** Of an entry, side by side: the processor fetches them together. */
    private static final int HIGH = 0, LOW = 1, SEQUENCE = 2;

    private static final int WORDS = 3;

    /** The sequence is 0 where nothing is: sequences begin with 1. */
    private long[] table = new long[WORDS * SMALLEST];

    /** The table before. It is so large and lives so long that a new one each time would fill the heap with old garbage. */
    private long[] spare = {};

    private int size;

    /** Adds one that is not there. */
    synchronized void add(Fingerprint fingerprint, long sequence) {
        if (2 * (size + 1) > places()) {
            rebuild(2 * places(), 0, Long.MAX_VALUE);
        }
        put(fingerprint.high(), fingerprint.low(), sequence);
    }

    synchronized OptionalLong sequenceOf(Fingerprint fingerprint) {
        long sequence = table[entry(fingerprint.high(), fingerprint.low()) + SEQUENCE];
        return sequence == 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    /** Leaves only those of events between these two, which they do not include. Costs as much as there are. */
    synchronized void keepBetween(long before, long after) {
        rebuild(places(), before, after);
    }

    /** Those in this bucket of a run, if their events have this sequence or a smaller one. */
    synchronized SortedRun inBucket(SeenRun run, int bucket, long last) {
        List<SortedRun.Entry> found = new ArrayList<>();
        int first = place((long) bucket << (Long.SIZE - run.bits()));
        int behind = first + places() / run.buckets();
        // One that found its place taken is behind it.
        for (int place = first; place < behind || isTaken(place); place++) {
            int entry = WORDS * (place & (places() - 1));
            long sequence = table[entry + SEQUENCE];
            if (sequence > 0 && sequence <= last) {
                Fingerprint fingerprint = new Fingerprint(table[entry + HIGH], table[entry + LOW]);
                if (run.bucketOf(fingerprint) == bucket) {
                    found.add(new SortedRun.Entry(fingerprint, sequence));
                }
            }
        }
        return SortedRun.of(found);
    }

    synchronized int size() {
        return size;
    }

    private int places() {
        return table.length / WORDS;
    }

    private void rebuild(int places, long before, long after) {
        long[] old = table;
        table = spare.length == WORDS * places ? spare : new long[WORDS * places];
        Arrays.fill(table, 0);
        spare = old;
        size = 0;
        for (int entry = 0; entry < old.length; entry += WORDS) {
            long sequence = old[entry + SEQUENCE];
            if (sequence > before && sequence < after) {
                put(old[entry + HIGH], old[entry + LOW], sequence);
            }
        }
    }

    private void put(long high, long low, long sequence) {
        int entry = entry(high, low);
        table[entry + HIGH] = high;
        table[entry + LOW] = low;
        table[entry + SEQUENCE] = sequence;
        size++;
    }

    /** Where it is, or else would be. */
    private int entry(long high, long low) {
        int mask = places() - 1;
        int place = place(high);
        while (isOther(WORDS * place, high, low)) {
            place = (place + 1) & mask;
        }
        return WORDS * place;
    }

    /** Every bit of a fingerprint is as good as any other; with the first ones, those of a bucket are side by side. */
    private int place(long high) {
        return (int) (high >>> (Long.numberOfLeadingZeros(places()) + 1));
    }

    private boolean isTaken(int place) {
        return table[WORDS * (place & (places() - 1)) + SEQUENCE] != 0;
    }

    private boolean isOther(int entry, long high, long low) {
        return table[entry + SEQUENCE] != 0 && (table[entry + LOW] != low || table[entry + HIGH] != high);
    }
}
