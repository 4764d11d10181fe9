/**
 * Which Meta app an account works with.
 * In: its spec, the MetaApp that this refers to, and what its status recorded. Out: the app that is wanted, and the record of the one in use
 * and of the one before.
 */
@NullMarked
package io.instagramoperator.operator.account.metaapp;

import org.jspecify.annotations.NullMarked;
