package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an account is connected, which decides its kind of token, its nodes and its permissions. */
public enum Login {
    /** Facebook Login: a Page and its token, {@code graph.facebook.com}. */
    @JsonProperty("Facebook")
    FACEBOOK,
    /** Instagram Login: no Page, {@code graph.instagram.com}. */
    @JsonProperty("Instagram")
    INSTAGRAM
}
