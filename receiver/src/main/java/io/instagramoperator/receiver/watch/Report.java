package io.instagramoperator.receiver.watch;

/** All that watching has found out. */
public record Report(Phase phase, WebhookReport webhook, TokenReport token) {

    /** Before anything was checked. */
    public static final Report UNKNOWN = new Report(Phase.WATCHING, WebhookReport.UNKNOWN, TokenReport.UNKNOWN);

    /** What is being done. */
    public enum Phase {
        /** The account is wanted: what lacks is subscribed. */
        WATCHING,
        /** The account is no longer wanted: it is being unsubscribed. */
        DRAINING,
        /** Nothing is left at Meta, or it is to be left there; nothing waits to be sent, or it is to be dropped. */
        DRAINED
    }
}
