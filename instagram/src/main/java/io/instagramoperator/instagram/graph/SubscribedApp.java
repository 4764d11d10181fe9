package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An app that gets an account's webhooks.
 *
 * @param appId the app's id
 * @param fields sorted names; empty if Meta does not tell
 */
public record SubscribedApp(String appId, Set<String> fields) {

    static List<SubscribedApp> from(JsonNode data) {
        List<SubscribedApp> apps = new ArrayList<>();
        for (JsonNode item : data) {
            Set<String> fields = new TreeSet<>();
            item.path("subscribed_fields").forEach(field -> fields.add(field.asText()));
            apps.add(new SubscribedApp(item.path("id").asText(), fields));
        }
        return apps;
    }
}
