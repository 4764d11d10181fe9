package io.instagramoperator.operator.event;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes Events from a thread of its own, so that neither a slow nor a failing API server keeps a reconcile. Core Events and not those of
 * {@code events.k8s.io}: their message may change, so one Event can tell the newest of many.
 */
public final class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final String OPERATOR = "instagram-operator";
    private static final String INSTANCE = System.getenv().getOrDefault("HOSTNAME", OPERATOR);
    /** The most that the API server takes. */
    private static final int LONGEST_MESSAGE = 1024;

    private static final int LONGEST_NAME = 180;

    private final Occurrences occurrences = new Occurrences();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            // Without what the log has noted of the account that was first to be told of.
            Thread.ofPlatform()
                    .daemon()
                    .name("event-recorder")
                    .inheritInheritableThreadLocals(false)
                    .factory());
    private final Clock clock;

    /** A recorder that has told nothing yet. */
    public EventRecorder(Clock clock) {
        this.clock = clock;
    }

    /** Has the notices written, now or a little later. */
    @SuppressWarnings("FutureReturnValueIgnored") // A write says itself that it has failed.
    public void tell(HasMetadata about, List<Notice> notices, KubernetesClient client) {
        Instant now = clock.instant();
        for (Notice notice : notices) {
            Occurrences.Key key = new Occurrences.Key(about.getMetadata().getUid(), notice.reason());
            occurrences
                    .noticed(key.uid(), notice, now)
                    .ifPresent(at -> writer.schedule(
                            () -> write(key, about, client),
                            Duration.between(now, at).toMillis(),
                            TimeUnit.MILLISECONDS));
        }
    }

    private void write(Occurrences.Key key, HasMetadata about, KubernetesClient client) {
        try {
            occurrences
                    .due(key, clock.instant())
                    .map(it -> event(key, about, it))
                    .ifPresent(event -> client.resource(event)
                            .fieldManager(OPERATOR)
                            .forceConflicts()
                            .serverSideApply());
        } catch (RuntimeException e) {
            // Whatever it is, nobody waits for this task, and the condition tells the same.
            LOG.warn("Event {} about {} was not written: {}", key.reason(), name(about), e.getMessage());
        }
    }

    private static String name(HasMetadata about) {
        return about.getKind() + " " + about.getMetadata().getNamespace() + "/"
                + about.getMetadata().getName();
    }

    private static Event event(Occurrences.Key key, HasMetadata about, Occurrence occurrence) {
        // @formatter:off
        return new EventBuilder()
                .withNewMetadata()
                    .withNamespace(about.getMetadata().getNamespace())
                    .withName(name(key, about, occurrence))
                .endMetadata()
                .withNewInvolvedObject()
                    .withApiVersion(about.getApiVersion())
                    .withKind(about.getKind())
                    .withNamespace(about.getMetadata().getNamespace())
                    .withName(about.getMetadata().getName())
                    .withUid(key.uid())
                .endInvolvedObject()
                .withType(occurrence.newest().type().value())
                .withReason(key.reason())
                .withMessage(shortened(occurrence.newest().message(), LONGEST_MESSAGE))
                .withCount(occurrence.count())
                .withFirstTimestamp(seconds(occurrence.first()))
                .withLastTimestamp(seconds(occurrence.last()))
                .withNewSource()
                    .withComponent(OPERATOR)
                .endSource()
                .withReportingComponent(OPERATOR)
                .withReportingInstance(INSTANCE)
                .build();
        // @formatter:on
    }

    /** The same for all writes of one Event. */
    private static String name(Occurrences.Key key, HasMetadata about, Occurrence occurrence) {
        return shortened(about.getMetadata().getName(), LONGEST_NAME) + "."
                + Long.toHexString(occurrence.first().toEpochMilli()) + "."
                + key.reason().toLowerCase(Locale.ROOT);
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
