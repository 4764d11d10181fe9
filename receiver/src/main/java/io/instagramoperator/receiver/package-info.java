/**
 * The process that serves one account; this package starts and stops its stages in the order of the data's way.
 * In: a configuration file, webhooks of Meta, requests of applications.
 * Out: events, replies, and a status that says what is so.
 */
@NullMarked
package io.instagramoperator.receiver;

import org.jspecify.annotations.NullMarked;
