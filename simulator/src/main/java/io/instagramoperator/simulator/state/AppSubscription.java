package io.instagramoperator.simulator.state;

import java.util.List;

/**
 * Where an app wants the webhooks of object {@code instagram}, and which. There is one per app at most.
 *
 * @param version the API version that shapes the webhooks, such as {@code v25.0}
 */
public record AppSubscription(String callbackUrl, List<String> fields, String version) {}
