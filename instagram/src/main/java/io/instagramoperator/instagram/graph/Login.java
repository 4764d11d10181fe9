package io.instagramoperator.instagram.graph;

/** How the account was connected to the app; it decides host, node, token and names of fields. */
public enum Login {
    /** Instagram API with Facebook Login: a Page access token, graph.facebook.com, the linked Page as node. */
    FACEBOOK,
    /** Instagram API with Instagram Login: an Instagram user access token, graph.instagram.com, the account as node. */
    INSTAGRAM
}
