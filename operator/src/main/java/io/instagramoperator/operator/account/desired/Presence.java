package io.instagramoperator.operator.account.desired;

/** What is wanted of a receiver while its account is there. */
public enum Presence {
    /** It takes webhooks and sends replies. */
    SERVING,
    /** It unsubscribes at Meta and keeps its events: an older account has its Instagram id. */
    LEAVING,
    /** It has unsubscribed, and its pod goes: started anew it would unsubscribe the older account. */
    GONE
}
