package io.instagramoperator.operator.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportPollerTest {

    private static final ResourceID ACME = new ResourceID("acme", "social");
    private static final String HASH = "a".repeat(64);

    private final AtomicReference<String> answer = new AtomicReference<>("{\"phase\":\"Running\"}");
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private ReportPoller<InstagramAccount, ReceiverReport> poller;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/status", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        receiver.start();
        poller = new ReportPoller<>(
                ReceiverReport.class,
                new StatusClient<>(ReceiverReport.class, receiver.getAddress().getPort(), new SimpleMeterRegistry()));
        poller.setEventHandler(events::add);
        poller.start();
    }

    @AfterEach
    void stop() {
        poller.stop();
        receiver.stop(0);
    }

    @Test
    void newsStartAReconcileAndNoNewsDoNot() {
        // When
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> asked.get() >= 3);

        // Then
        assertThat(events).extracting(Event::getRelatedCustomResourceID).containsExactly(ACME);
        assertThat(poller.latest(ACME, "pod-1")).containsInstanceOf(Reported.class);
    }

    @Test
    void aChangedAnswerIsNews() {
        // Given
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> events.size() == 1);

        // When
        answer.set("{\"phase\":\"Draining\"}");

        // Then
        await().until(() -> events.size() == 2);
    }

    @Test
    void nonsenseDoesNotEndThePolling() {
        // Given
        answer.set("nonsense");
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> poller.latest(ACME, "pod-1")
                .filter(Unavailable.class::isInstance)
                .isPresent());

        // When
        answer.set("{\"phase\":\"Running\"}");

        // Then
        await().until(() ->
                poller.latest(ACME, "pod-1").filter(Reported.class::isInstance).isPresent());
    }

    @Test
    void theSameTargetIsNotAskedAnew() {
        // Given
        settled();
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> asked.get() == 1);

        // When
        for (int i = 0; i < 100; i++) {
            poller.follow(ACME, List.of(target("pod-1", HASH)));
        }

        // Then
        assertThat(asked).hasValue(1);
    }

    @Test
    void aNewConfigurationIsAskedForAtOnce() {
        // Given
        settled();
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> poller.latest(ACME, "pod-1").isPresent());

        // When
        poller.follow(ACME, List.of(target("pod-1", "b".repeat(64))));

        // Then
        assertThat(poller.latest(ACME, "pod-1"))
                .as("what the same pod said before")
                .isPresent();
        await().until(() -> asked.get() >= 2);
    }

    @Test
    void whatAnotherPodSaidIsForgotten() {
        // Given
        settled();
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> poller.latest(ACME, "pod-1").isPresent());
        receiver.removeContext("/status");

        // When
        poller.follow(ACME, List.of(target("pod-2", HASH)));

        // Then
        assertThat(poller.latest(ACME, "pod-1")).isEmpty();
        assertThat(poller.latest(ACME, "pod-2").filter(Reported.class::isInstance))
                .isEmpty();
    }

    @Test
    void eachPodIsAskedForItself() {
        // Given
        settled();
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> poller.latest(ACME, "pod-1").isPresent());

        // When
        poller.follow(ACME, List.of(target("pod-1", HASH), target("pod-2", HASH)));

        // Then
        await().until(() -> poller.latest(ACME, "pod-2").isPresent());
        assertThat(poller.latest(ACME, "pod-1")).isPresent();
        assertThat(asked).as("the first pod is not asked anew").hasValue(2);
    }

    @Test
    void aDeletedAccountIsForgotten() {
        // Given
        InstagramAccount account = new InstagramAccount();
        account.getMetadata().setName("acme");
        account.getMetadata().setNamespace("social");
        poller.follow(ACME, List.of(target("pod-1", HASH)));
        await().until(() -> poller.latest(ACME, "pod-1").isPresent());

        // When
        poller.onResourceDeleted(account);

        // Then
        assertThat(poller.latest(ACME, "pod-1")).isEmpty();
    }

    @Test
    void aReportIsAboutASubscriptionOnceItsConfigurationIsApplied() {
        // Given
        var crm = new Target.Version("uid-of-crm", 1);
        var crmChanged = new Target.Version("uid-of-crm", 2);
        poller.follow(ACME, List.of(new Target("pod-1", "127.0.0.1", HASH, Set.of(crm))));
        await().until(() -> poller.latest(ACME, "pod-1").isPresent());
        assertThat(poller.reportOn(crm, ACME)).as("by an older configuration").isEmpty();

        // When
        settled();

        // Then
        await().until(() -> poller.reportOn(crm, ACME).isPresent());
        assertThat(poller.reportOn(crmChanged, ACME)).isEmpty();

        // When
        poller.follow(ACME, List.of(new Target("pod-1", "127.0.0.1", HASH, Set.of(crmChanged))));

        // Then
        assertThat(poller.reportOn(crm, ACME)).isEmpty();
        assertThat(poller.reportOn(crmChanged, ACME)).isPresent();
    }

    @Test
    void listenersHearOfNewTargetsAndOfNews() {
        // Given
        List<ResourceID> told = new CopyOnWriteArrayList<>();
        poller.tell(told::add);
        settled();

        // When
        poller.follow(ACME, List.of(target("pod-1", HASH)));

        // Then
        await().untilAsserted(() -> assertThat(told).containsExactly(ACME, ACME));
    }

    /** A report that leaves nothing to wait for: the next question comes half a minute later. */
    private void settled() {
        answer.set("{\"phase\":\"Running\",\"configHash\":\"" + HASH
                + "\",\"webhook\":{\"registered\":true},\"token\":{\"valid\":true}}");
    }

    private static Target target(String podUid, String hash) {
        return new Target(podUid, "127.0.0.1", hash, Set.of());
    }
}
