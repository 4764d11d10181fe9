/** To be replaced. */
@NullMarked
package io.instagramoperator.simulator;

import org.jspecify.annotations.NullMarked;
