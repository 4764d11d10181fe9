/**
 * {@code MetaApp}: keeps one gateway running for each Meta app that accounts share.
 * In: apps, the accounts that refer to them, their children and pods as they are, gateways' reports. Out: children, the gateway's routing table among
 * them, and the status.
 */
@NullMarked
package io.instagramoperator.operator.app;

import org.jspecify.annotations.NullMarked;
