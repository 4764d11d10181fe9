package io.instagramoperator.receiver.log;

/** The log cannot do this now: it is not open, its disk is full, or it has failed. */
public final class LogUnavailableException extends RuntimeException {

    private final LogState state;

    LogUnavailableException(LogState state, String message) {
        super(message);
        this.state = state;
    }

    LogUnavailableException(LogState state, String message, Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    /** The state that is the reason. */
    public LogState state() {
        return state;
    }
}
