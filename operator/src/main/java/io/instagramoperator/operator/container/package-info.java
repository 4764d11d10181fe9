/** What the kinds that end up in a receiver agree on: where in its container things are. */
@NullMarked
package io.instagramoperator.operator.container;

import org.jspecify.annotations.NullMarked;
