/** Writing the status of a resource, for all kinds: by server-side apply of the status alone, and never over a spec that has changed meanwhile. */
@NullMarked
package io.instagramoperator.operator.status;

import org.jspecify.annotations.NullMarked;
