package io.instagramoperator.simulator.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Since when the deliveries of an account fail: Meta unsubscribes it after an hour (Messenger Platform, "Webhooks"). */
@Singleton
class Outages {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Map<String, Instant> failingSince = new ConcurrentHashMap<>();

    void succeeded(List<String> instagramIds) {
        instagramIds.forEach(failingSince::remove);
    }

    /** Notes a failure. Returns the accounts for which it has been going on for too long; for them it starts anew. */
    List<String> failed(List<String> instagramIds, Instant now) {
        return instagramIds.stream()
                .filter(id -> !failingSince
                        .computeIfAbsent(id, _ -> now)
                        .plus(PATIENCE)
                        .isAfter(now))
                .filter(id -> failingSince.remove(id) != null)
                .toList();
    }
}
