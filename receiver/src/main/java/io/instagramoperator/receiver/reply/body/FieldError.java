package io.instagramoperator.receiver.reply.body;

/**
 * Something wrong with a body.
 *
 * @param field path from the top, such as {@code message.text}; empty for the whole
 * @param detail value and remedy, but never the text of a message
 */
public record FieldError(String field, String detail) {}
