package io.instagramoperator.simulator.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Since when the deliveries of an account to an app fail: Meta unsubscribes the account there after an hour (Messenger
 * Platform, "Webhooks").
 */
@Singleton
class Outages {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private record AtApp(String appId, String instagramId) {}

    private final Map<AtApp, Instant> failingSince = new ConcurrentHashMap<>();

    void succeeded(String appId, List<String> instagramIds) {
        instagramIds.forEach(id -> failingSince.remove(new AtApp(appId, id)));
    }

    /** Notes a failure. Returns the accounts for which it has been going on for too long; for them it starts anew. */
    List<String> failed(String appId, List<String> instagramIds, Instant now) {
        return instagramIds.stream()
                .filter(id -> !failingSince
                        .computeIfAbsent(new AtApp(appId, id), _ -> now)
                        .plus(PATIENCE)
                        .isAfter(now))
                .filter(id -> failingSince.remove(new AtApp(appId, id)) != null)
                .toList();
    }
}
