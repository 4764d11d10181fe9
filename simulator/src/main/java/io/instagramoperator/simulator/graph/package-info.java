/**
 * The parts of Meta's Graph API that an account's receiver uses, with Meta's answers and errors.
 * In: HTTP calls to {@code /{version}/…} with an access token.
 * Out: Meta's JSON; changed subscriptions, messages sent and their echoes.
 */
@NullMarked
package io.instagramoperator.simulator.graph;

import org.jspecify.annotations.NullMarked;
