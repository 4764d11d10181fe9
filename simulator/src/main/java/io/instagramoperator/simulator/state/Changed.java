package io.instagramoperator.simulator.state;

/** Said to whoever observes it: something happened in the conversations of an account, or to its webhooks. */
public record Changed(String instagramId) {}
