/**
 * What receivers and gateways may connect to, and who may connect to them.
 * In: URLs, ports and namespaces. Out: rules of network policies. Pure functions.
 */
@NullMarked
package io.instagramoperator.operator.network;

import org.jspecify.annotations.NullMarked;
