package io.instagramoperator.receiver.event;

/** How an update got here. */
enum Origin {
    /** Meta sent it, signed. */
    WEBHOOK,
    /** It never came, and was read back from the conversation afterwards. */
    HISTORY
}
