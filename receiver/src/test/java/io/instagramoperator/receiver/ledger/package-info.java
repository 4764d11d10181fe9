/**
 * The ledger test: a generator that keeps account of what it sent and what was acknowledged, a receiver to which everything
 * happens that can happen to a process and its disk, and an audit of the two.
 */
@NullMarked
package io.instagramoperator.receiver.ledger;

import org.jspecify.annotations.NullMarked;
