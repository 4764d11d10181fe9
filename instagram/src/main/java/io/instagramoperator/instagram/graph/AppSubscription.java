package io.instagramoperator.instagram.graph;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an app has subscribed to for the object {@code instagram} ("Graph API, Subscriptions edge").
 *
 * @param callbackUrl where Meta sends the app's webhooks: one URL for all accounts of the app
 * @param fields sorted names
 * @param active false if Meta has switched the subscription off
 */
public record AppSubscription(String callbackUrl, Set<String> fields, boolean active) {

    static Optional<AppSubscription> ofInstagram(JsonNode data) {
        for (JsonNode item : data) {
            if (item.path("object").asText().equals("instagram")) {
                return Optional.of(new AppSubscription(
                        item.path("callback_url").asText(),
                        fields(item.path("fields")),
                        item.path("active").asBoolean(true)));
            }
        }
        return Optional.empty();
    }

    /** Meta answers objects with a name and a version; older versions answered plain names. */
    private static Set<String> fields(JsonNode fields) {
        Set<String> names = new TreeSet<>();
        for (JsonNode field : fields) {
            names.add(field.isObject() ? field.path("name").asText() : field.asText());
        }
        return names;
    }
}
