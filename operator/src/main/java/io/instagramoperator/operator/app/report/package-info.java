/**
 * What a gateway says about itself.
 * In: its {@code /status}. Out: the part of it that the operator acts on, checked field by field.
 */
@NullMarked
package io.instagramoperator.operator.app.report;

import org.jspecify.annotations.NullMarked;
