package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Media that accounts uploaded to send them by their ids. */
@Singleton
public class Uploads {

    private static final int KEPT = 10_000;

    private record Upload(String instagramId, JsonNode attachment) {}

    private final Map<String, Upload> uploads = new LinkedHashMap<>();

    /** Returns the id. */
    public synchronized String add(String instagramId, JsonNode attachment) {
        String id = "1" + ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 1_000_000_000_000_000L);
        uploads.put(id, new Upload(instagramId, attachment));
        if (uploads.size() > KEPT) {
            uploads.remove(uploads.keySet().iterator().next());
        }
        return id;
    }

    /** What the account uploaded. */
    public synchronized Optional<JsonNode> of(String instagramId, String id) {
        return Optional.ofNullable(uploads.get(id))
                .filter(upload -> upload.instagramId().equals(instagramId))
                .map(Upload::attachment);
    }
}
