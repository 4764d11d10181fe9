package io.instagramoperator.operator.event;

import java.time.Instant;

/**
 * All that was noticed for one reason, as it is written into one Event.
 *
 * @param first  when it was noticed first
 * @param last   when it was noticed last
 * @param count  how often
 * @param newest the last notice
 */
record Occurrence(Instant first, Instant last, int count, Notice newest) {

    static Occurrence first(Instant now, Notice notice) {
        return new Occurrence(now, now, 1, notice);
    }

    Occurrence again(Instant now, Notice notice) {
        return new Occurrence(first, now, count + 1, notice);
    }
}
