package io.instagramoperator.instagram.payload;

/** The member of an entry in which an update was found. */
public enum Container {
    /** What customers and the business do in a conversation that this app may answer. */
    MESSAGING("messaging"),
    /** The same for a conversation that another app has in hand: to be known, never to be answered. */
    STANDBY("standby"),
    /** Comments, mentions, insights; and messages in the tests sent from Meta's dashboard. */
    CHANGES("changes");

    private final String member;

    Container(String member) {
        this.member = member;
    }

    /** Its name in the JSON of an entry. */
    public String member() {
        return member;
    }
}
