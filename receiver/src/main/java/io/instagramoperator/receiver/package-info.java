/** To be replaced. */
@NullMarked
package io.instagramoperator.receiver;

import org.jspecify.annotations.NullMarked;
