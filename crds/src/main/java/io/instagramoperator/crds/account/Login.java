package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two kinds of login that Meta offers for Instagram professional accounts; each has its own tokens and its own host. */
public enum Login {
    /** Facebook Login: a Page token, used at graph.facebook.com. */
    @JsonProperty("Facebook")
    FACEBOOK,
    /** Business Login for Instagram: a token of the account itself, used at graph.instagram.com. */
    @JsonProperty("Instagram")
    INSTAGRAM
}
