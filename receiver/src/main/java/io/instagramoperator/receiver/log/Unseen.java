package io.instagramoperator.receiver.log;

/** An event to be appended, unless its fingerprint has been seen before. */
record Unseen(Event event, Fingerprint fingerprint) {

    /** Costs a hash: not to be left to the thread that writes. */
    static Unseen of(Event event) {
        return new Unseen(event, Fingerprint.of(event.id()));
    }
}
