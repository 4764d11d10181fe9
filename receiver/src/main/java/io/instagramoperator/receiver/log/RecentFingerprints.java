package io.instagramoperator.receiver.log;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Fingerprints with the sequences of their events: a hash table with open addressing. Of some ten thousand entries as objects, each
 * collection of garbage would go through what has changed, and most of what is added would outlive many. Safe for any number of threads.
 */
final class RecentFingerprints {

    private static final int SMALLEST = 1024;

    private long[] highs = new long[SMALLEST];
    private long[] lows = new long[SMALLEST];

    /** 0 where nothing is: sequences begin with 1. */
    private long[] sequences = new long[SMALLEST];

    private int size;

    /** Adds one that is not there. */
    synchronized void add(Fingerprint fingerprint, long sequence) {
        if (2 * (size + 1) > sequences.length) {
            rebuild(2 * sequences.length, 0, Long.MAX_VALUE);
        }
        put(fingerprint.high(), fingerprint.low(), sequence);
    }

    synchronized OptionalLong sequenceOf(Fingerprint fingerprint) {
        long sequence = sequences[place(fingerprint.high(), fingerprint.low())];
        return sequence == 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }

    /** Leaves only those of events between these two, which they do not include. Costs as much as there are. */
    synchronized void keepBetween(long before, long after) {
        rebuild(sequences.length, before, after);
    }

    synchronized List<Fingerprint> all() {
        List<Fingerprint> all = new ArrayList<>(size);
        for (int i = 0; i < sequences.length; i++) {
            if (sequences[i] != 0) {
                all.add(new Fingerprint(highs[i], lows[i]));
            }
        }
        return all;
    }

    synchronized int size() {
        return size;
    }

    private void rebuild(int capacity, long before, long after) {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        long[] oldSequences = sequences;
        highs = new long[capacity];
        lows = new long[capacity];
        sequences = new long[capacity];
        size = 0;
        for (int i = 0; i < oldSequences.length; i++) {
            if (oldSequences[i] > before && oldSequences[i] < after) {
                put(oldHighs[i], oldLows[i], oldSequences[i]);
            }
        }
    }

    private void put(long high, long low, long sequence) {
        int place = place(high, low);
        highs[place] = high;
        lows[place] = low;
        sequences[place] = sequence;
        size++;
    }

    /** Where it is, or else would be. Every bit of a fingerprint is as good as any other. */
    private int place(long high, long low) {
        int mask = sequences.length - 1;
        int place = (int) low & mask;
        while (sequences[place] != 0 && (lows[place] != low || highs[place] != high)) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
