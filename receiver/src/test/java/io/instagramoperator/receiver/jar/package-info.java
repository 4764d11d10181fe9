/** The receiver as it is shipped, in a process of its own. */
@NullMarked
package io.instagramoperator.receiver.jar;

import org.jspecify.annotations.NullMarked;
