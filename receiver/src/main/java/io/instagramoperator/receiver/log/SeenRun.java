package io.instagramoperator.receiver.log;

/**
 * Where a run of fingerprints is in the table {@code seen}: from the place of its first bucket to that of its last. All bits of a
 * fingerprint are equally good, so that its first ones spread a run evenly over its buckets.
 *
 * @param number later runs have higher ones
 * @param bits how many of a fingerprint say in which bucket it is, from 1 to 31
 */
record SeenRun(long number, int bits) {

    /** So few that one row holds a bucket, and so many that its overhead is small. */
    private static final int ENTRIES_PER_BUCKET = 128;

    private static final int NUMBER_AT = 40;
    private static final int BITS_AT = 32;

    static SeenRun at(long place) {
        return new SeenRun(place >>> NUMBER_AT, (int) (place >>> BITS_AT) & 0xff);
    }

    /** The bits of a run of so many. */
    static int bitsFor(long entries) {
        return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, (entries - 1) / ENTRIES_PER_BUCKET)));
    }

    int bucketOf(Fingerprint fingerprint) {
        return (int) (fingerprint.high() >>> (Long.SIZE - bits));
    }

    long place(int bucket) {
        return number << NUMBER_AT | (long) bits << BITS_AT | bucket;
    }

    int buckets() {
        return 1 << bits;
    }
}
