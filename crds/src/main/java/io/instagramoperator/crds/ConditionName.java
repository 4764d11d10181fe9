package io.instagramoperator.crds;

/** What a condition is about. Each kind has an enum of its conditions. */
public interface ConditionName {

    /** The value of {@code type} in a condition. */
    String type();
}
