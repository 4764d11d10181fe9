package io.instagramoperator.crds.pod;

/** How much a process logs: each level includes those before it. No level logs a secret, a token or the text of a message. */
public enum LogLevel {
    /** What needs a human. */
    ERROR,
    /** What may need one soon. */
    WARN,
    /** What changed: start, configuration, subscription, token. */
    INFO,
    /** Each delivery and reply, by id. */
    DEBUG,
    /** Each step of them. */
    TRACE
}
