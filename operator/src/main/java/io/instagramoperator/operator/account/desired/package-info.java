/**
 * The objects that one account should have, one class per object.
 * In: the account and the operator's settings. Out: the object. Pure functions: no clock, no client, nothing observed.
 */
@NullMarked
package io.instagramoperator.operator.account.desired;

import org.jspecify.annotations.NullMarked;
