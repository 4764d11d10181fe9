/**
 * The kind {@code InstagramAccount}: observe, validate, record, act, report.
 * In: an account, its children, its receiver's pods and what they report. Out: the children as they should be, and the account's status.
 * {@code desired} is what should be, {@code dependent} applies it, {@code report} hears the receivers, {@code status} judges.
 */
@NullMarked
package io.instagramoperator.operator.account;

import org.jspecify.annotations.NullMarked;
