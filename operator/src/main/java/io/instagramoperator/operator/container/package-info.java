/**
 * What receivers and gateways find in their containers: the configuration as a file, and keys of Secrets as files beside it.
 * In: references of a resource, reports. Out: volumes, and what is wrong with the Secrets. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.container;

import org.jspecify.annotations.NullMarked;
