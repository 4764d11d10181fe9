/**
 * The reference pages of the documentation, one per kind.
 * In: the committed CustomResourceDefinition, a sample, the page about conditions. Out: {@code docs/reference/<kind>.md}.
 */
@NullMarked
package io.instagramoperator.crds.reference;

import org.jspecify.annotations.NullMarked;
