/**
 * A fake Meta: for tests, demonstrations, and people without a Meta account.
 * In: Graph API calls of receivers; orders over the control API, such as "a customer writes".
 * Out: Meta's answers, and signed webhooks.
 */
@NullMarked
package io.instagramoperator.simulator;

import org.jspecify.annotations.NullMarked;
