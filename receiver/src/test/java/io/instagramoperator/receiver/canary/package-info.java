/** Looks for secrets and messages where they must not show, in all that a built receiver says. */
@NullMarked
package io.instagramoperator.receiver.canary;

import org.jspecify.annotations.NullMarked;
