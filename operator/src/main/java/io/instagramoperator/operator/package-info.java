/** To be replaced. */
@NullMarked
package io.instagramoperator.operator;

import org.jspecify.annotations.NullMarked;
