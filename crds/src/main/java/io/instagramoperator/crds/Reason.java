package io.instagramoperator.crds;

/** The state of a condition in one word for a program. Each kind has an enum of those that its conditions may have. */
public interface Reason {

    /** The value of {@code reason} in a condition. */
    String reason();
}
