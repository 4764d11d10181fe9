package io.instagramoperator.simulator.state;

/** How a call of the Graph API can go wrong beside an error that is answered. */
public enum Fault {
    /** The call is done, and never answered. */
    TIME_OUT_AFTER_ACTING,
    /** The connection is cut before anything is done. */
    DROP_BEFORE_ACTING,
    /** The call is done, and the connection is cut in the middle of the answer. */
    CUT_AFTER_ACTING,
    /** The call is done, and answered 502 with a page in HTML. */
    HTML_ERROR_AFTER_ACTING,
    /** The call is done, and the answer lacks the id of the message. */
    NO_MESSAGE_ID
}
