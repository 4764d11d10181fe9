/**
 * JSON from clients of the API, where a document has one meaning or none.
 * In: bytes of a body.
 * Out: a tree, or what is wrong and where.
 */
@NullMarked
package io.instagramoperator.receiver.json;

import org.jspecify.annotations.NullMarked;
