package io.instagramoperator.receiver.config;

import io.instagramoperator.webhook.config.Format;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The standing order of one application for events.
 *
 * @param name unique in the configuration
 * @param types names of events, in which {@code *} stands for any characters; none means all
 * @param start where it begins when it appears for the first time
 * @param suspended whether nothing is sent for the time being
 * @param http where the events go
 * @param delivery how they go there
 */
public record Subscription(
        String name, List<String> types, Start start, boolean suspended, Http http, Delivery delivery) {

    /** Where a subscription begins when it appears for the first time. */
    public enum Start {
        /** With what comes from then on. */
        NOW,
        /** With the earliest event that the log still holds. */
        EARLIEST
    }

    /** What the body of a request is. */
    public enum Format {
        /** The event as a CloudEvent, structured mode. */
        CLOUD_EVENTS,
        /** The data as body and the other attributes as headers: a CloudEvent, binary mode. */
        CLOUD_EVENTS_BINARY,
        /** The data alone. */
        PLAIN
    }

    /** In which order events go. */
    public enum Ordering {
        /** In order within a conversation; conversations in parallel. */
        CONVERSATION
    }

    /**
     * An endpoint that events are posted to.
     *
     * @param url its address, http or https
     * @param ownService whether it is a Service of the account's own namespace, whose addresses may be private
     * @param signingSecretFiles 1 or 2 files with a secret of Standard Webhooks; with two, each request is signed with both
     * @param timeout until the whole answer must be there, 1 to 60 s
     * @param headersFolder a folder with one file for each extra header of a request
     * @param caFile certificates in PEM that are trusted instead of the public authorities
     */
    public record Http(
            URI url,
            boolean ownService,
            List<Path> signingSecretFiles,
            Format format,
            Duration timeout,
            Optional<Path> headersFolder,
            Optional<Path> caFile) {}

    /**
     * The way of delivery.
     *
     * @param ordering what is kept in order
     * @param maxInFlight requests at the same time, 1 to 256
     * @param maxAge how long an event is tried before it becomes a dead letter, 1 second to 30 days
     * @param perSecond most requests per second, to 10,000, and in a single second a tenth more to make up for a delay; 0 for no limit
     */
    public record Delivery(Ordering ordering, int maxInFlight, Duration maxAge, int perSecond) {}
}
