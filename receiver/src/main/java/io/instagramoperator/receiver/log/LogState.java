package io.instagramoperator.receiver.log;

/** Whether the log takes events. */
public enum LogState {
    /** There is no configuration yet that says where it is. */
    CLOSED,
    /** It takes events. */
    OPEN,
    /** It can be read; it takes events again when its disk has room. */
    FULL,
    /** It cannot be opened, or a write has failed. */
    FAILED
}
