package io.instagramoperator.simulator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Container;

/** An update that is to be sent. */
public record WebhookUpdate(String instagramId, Container container, JsonNode item) {

    @Override
    public String toString() {
        return "WebhookUpdate[instagramId=" + instagramId + ", container=" + container + "]";
    }
}
