/**
 * What whoever installs the operator decides, once for all accounts.
 * In: environment variables that start with {@code INSTAGRAM_OPERATOR_}. Out: checked values.
 */
@NullMarked
package io.instagramoperator.operator.settings;

import org.jspecify.annotations.NullMarked;
