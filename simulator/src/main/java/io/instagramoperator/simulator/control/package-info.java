/**
 * What a person or a test tells this Meta: which apps and accounts there are, what customers do, how to misbehave.
 * In: HTTP calls to {@code /control/…}, and a file at the start.
 * Out: changed state, webhooks, and reports of what was sent.
 */
@NullMarked
package io.instagramoperator.simulator.control;

import org.jspecify.annotations.NullMarked;
