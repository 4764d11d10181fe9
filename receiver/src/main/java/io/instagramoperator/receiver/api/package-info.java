/**
 * The API for applications on port 8081: reading events, sending replies.
 * In: HTTP requests with one of the account's bearer tokens.
 * Out: CloudEvents with a cursor to read on, replies and their state, problem documents (RFC 9457) for everything that is refused.
 */
@NullMarked
package io.instagramoperator.receiver.api;

import org.jspecify.annotations.NullMarked;
