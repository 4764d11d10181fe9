/**
 * One endpoint of an application: where it may be, how a request to it is signed, sent and judged.
 * In: a stored event, the endpoint's configuration and secrets.
 * Out: an HTTP request with the headers of Standard Webhooks, and what became of it.
 */
@NullMarked
package io.instagramoperator.receiver.sink;

import org.jspecify.annotations.NullMarked;
