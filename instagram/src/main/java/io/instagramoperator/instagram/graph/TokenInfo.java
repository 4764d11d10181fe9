package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code debug_token} tells about a token.
 *
 * @param type PAGE, USER, SYSTEM_USER or APP; empty if Meta does not tell
 * @param valid whether Meta accepts the token
 * @param expiresAt empty: never
 * @param dataAccessExpiresAt empty: never
 * @param scopes permissions granted, sorted; empty if Meta does not tell
 * @param targets for permissions granted for some objects only: those objects' ids
 * @param profileId the Page that a PAGE token stands for
 * @param error why the token is not valid
 */
public record TokenInfo(
        String type,
        boolean valid,
        Optional<Instant> expiresAt,
        Optional<Instant> dataAccessExpiresAt,
        Optional<Set<String>> scopes,
        Map<String, Set<String>> targets,
        Optional<String> profileId,
        Optional<GraphError> error) {

    static TokenInfo from(JsonNode data, List<Secret> secrets) {
        Set<String> scopes = new TreeSet<>();
        data.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        Map<String, Set<String>> targets = new TreeMap<>();
        for (JsonNode granular : data.path("granular_scopes")) {
            Set<String> ids = new HashSet<>();
            granular.path("target_ids").forEach(id -> ids.add(id.asText()));
            if (!ids.isEmpty()) {
                targets.put(granular.path("scope").asText(), ids);
            }
        }
        JsonNode error = data.path("error");
        return new TokenInfo(
                data.path("type").asText(),
                data.path("is_valid").asBoolean(),
                time(data.path("expires_at")),
                time(data.path("data_access_expires_at")),
                data.path("scopes").isArray() ? Optional.of(scopes) : Optional.empty(),
                targets,
                Json.text(data, "profile_id"),
                error.isObject() ? Optional.of(GraphTransport.error(error, 200, secrets)) : Optional.empty());
    }

    /** Seconds since 1970; 0 stands for never. */
    private static Optional<Instant> time(JsonNode seconds) {
        return seconds.asLong() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds.asLong()));
    }
}
