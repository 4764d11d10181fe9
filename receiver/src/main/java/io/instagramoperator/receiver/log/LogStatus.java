package io.instagramoperator.receiver.log;

/**
 * What is so.
 *
 * @param state whether it takes events
 * @param message why not, and what to do; while it does, what was found broken and set aside; empty if there is nothing to say
 * @param events how many events can be read
 * @param bytes size of its files
 * @param freeBytes room on its disk
 */
public record LogStatus(LogState state, String message, long events, long bytes, long freeBytes) {}
