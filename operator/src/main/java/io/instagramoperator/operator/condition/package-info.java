/**
 * How conditions are made and worded, for all kinds.
 * In: a verdict, the conditions that were written last. Out: conditions as the Kubernetes API conventions want them. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.condition;

import org.jspecify.annotations.NullMarked;
