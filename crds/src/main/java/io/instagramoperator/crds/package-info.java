/** To be replaced. */
@NullMarked
package io.instagramoperator.crds;

import org.jspecify.annotations.NullMarked;
