/**
 * What the kinds have in common about webhooks: how Meta reaches the callback, and what it is asked to send.
 * In: routes, fields and registration as a user wants them. Out: the same, typed, and what Meta says about them.
 */
@NullMarked
package io.instagramoperator.crds.webhook;

import org.jspecify.annotations.NullMarked;
