/**
 * Meta's Graph API, as far as one Instagram account needs it: sending, both subscriptions, the token.
 * In: whose call it is (an app or an account, with its credentials) and what to say.
 * Out: a {@link GraphResult}, which tells what Meta answered, or how far the request got; and what that means for a reply.
 */
@NullMarked
package io.instagramoperator.instagram.graph;

import org.jspecify.annotations.NullMarked;
