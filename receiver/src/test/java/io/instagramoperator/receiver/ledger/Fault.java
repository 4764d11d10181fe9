package io.instagramoperator.receiver.ledger;

/**
 * What goes wrong in a receiver, in the words of {@code disk.c}.
 *
 * @param text empty for nothing
 */
record Fault(String text) {

    static final Fault NONE = new Fault("");

    /** Every fsync is left out, and said to have been done. */
    static final Fault NO_SYNC = new Fault("skip wal-sync 1");

    private static final int ALWAYS = -1;

    /** Where the error numbers come from: Linux, {@code asm-generic/errno-base.h}. */
    enum DiskError {
        EIO(5),
        ENOSPC(28),
        EROFS(30);

        private final int number;

        DiskError(int number) {
            this.number = number;
        }
    }

    /**
     * Killed at a point of the commit path.
     *
     * @param point such as {@code before wal-write}
     * @param nth at which call, from 1
     */
    static Fault killed(String point, int nth) {
        return new Fault(point + " " + nth);
    }

    /** The nth call fails, and no other. */
    static Fault once(String place, int nth, DiskError error) {
        return failing(place, nth, 1, error);
    }

    /** All calls from the nth on fail. */
    static Fault fromThenOn(String place, int nth, DiskError error) {
        return failing(place, nth, ALWAYS, error);
    }

    private static Fault failing(String place, int nth, int count, DiskError error) {
        return new Fault("fail %s %d %d %d".formatted(place, nth, count, error.number));
    }
}
