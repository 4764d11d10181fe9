package io.instagramoperator.receiver.log;

import java.util.List;

/**
 * What became of events that were to be appended.
 *
 * @param stored those that are new
 * @param duplicates how many the log had seen before
 */
public record Appended(List<Header> stored, int duplicates) {}
