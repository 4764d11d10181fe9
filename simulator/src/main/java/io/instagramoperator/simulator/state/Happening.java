package io.instagramoperator.simulator.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Something that happened between an account and a customer. */
public sealed interface Happening {

    String instagramId();

    /** The customer's Instagram-scoped id. */
    String igsid();

    Instant at();

    /**
     * Something that Meta makes a webhook of, whoever did it.
     *
     * @param item as it is in the webhook
     */
    record Item(String instagramId, String igsid, Instant at, JsonNode item) implements Happening {

        @Override
        public String toString() {
            return "Item[instagramId=" + instagramId + ", igsid=" + igsid + "]";
        }
    }

    /**
     * The account sent a message through the Send API.
     *
     * @param message the member {@code message} of the request
     * @param body the request as it came, without credentials
     */
    record Sent(String instagramId, String igsid, Instant at, String mid, JsonNode message, JsonNode body)
            implements Happening {

        @Override
        public String toString() {
            return "Sent[instagramId=" + instagramId + ", igsid=" + igsid + ", mid=" + mid + "]";
        }
    }

    /**
     * The account did something else through the Send API.
     *
     * @param action such as {@code typing_on}
     * @param payload what it did it to; missing or empty for most actions
     */
    record Acted(String instagramId, String igsid, Instant at, String action, JsonNode payload) implements Happening {}
}
