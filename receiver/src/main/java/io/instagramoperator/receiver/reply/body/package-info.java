/**
 * What an application may send: bodies of Meta's Send API, checked as far as that is possible without Meta.
 * In: the bytes of a request.
 * Out: the same bytes with what the receiver must know of them, or everything that is wrong with them. Pure functions.
 */
@NullMarked
package io.instagramoperator.receiver.reply.body;

import org.jspecify.annotations.NullMarked;
