/**
 * What a receiver says about itself.
 * In: its {@code /status}. Out: the part of it that the operator acts on, checked field by field.
 */
@NullMarked
package io.instagramoperator.operator.account.report;

import org.jspecify.annotations.NullMarked;
