package io.instagramoperator.receiver.delivery;

import static io.instagramoperator.receiver.delivery.Engine.ids;
import static io.instagramoperator.receiver.delivery.Engine.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.delivery.Standing.Breaker;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the log to applications over HTTP. */
class DeliveriesTest {

    private static final String EARLIEST = "start: Earliest";

    private final Application application = new Application();
    private final Application other = new Application();
    private Engine engine;

    DeliveriesTest(@TempDir Path folder) throws IOException {
        this.engine = new Engine(folder);
    }

    @AfterEach
    void close() {
        engine.close();
        application.close();
        other.close();
    }

    @Test
    void beginsNowOrAtTheEarliest() {
        // Given
        engine.append("-", 2);

        // When
        engine.subscribe(subscription("now", application.url()), subscription("all", other.url(), EARLIEST));
        engine.awaitTakenUp("now", "all");
        engine.append("-", 1);

        // Then
        eventually(() -> other.taken().size() == 3 && application.taken().size() == 1);
        assertThat(application.taken()).containsExactly("e3");
        assertThat(other.taken()).containsExactlyInAnyOrder("e1", "e2", "e3");
        eventually(() -> engine.standing("all").cursor().sequence() == 3);
    }

    @Test
    void knowsNothingOfASubscriptionThatWasRemovedBefore() {
        // Given: one is removed while a request has no answer
        CountDownLatch gate = new CountDownLatch(1);
        application.waitingFor(gate);
        engine.append("a", 3);
        engine.subscribe(subscription("crm", application.url(), EARLIEST));
        eventually(() -> application.tried() == 1);
        engine.subscribe();
        eventually(() -> engine.deliveries().standing("crm").isEmpty());

        // When
        engine.subscribe(subscription("crm", other.url()));
        engine.awaitTakenUp("crm");
        gate.countDown();
        engine.append("a", 2);

        // Then
        eventually(() -> engine.standing("crm").cursor().sequence() == 5);
        assertThat(other.taken()).containsExactly("e4", "e5");
        assertThat(engine.standing("crm").backlog()).isZero();
    }

    @Test
    void losesNothingWhenTheUrlTheTypesOrTheSecretChange() {
        // Given
        engine.subscribe(subscription("crm", application.url()));
        engine.awaitTakenUp("crm");
        engine.append("a", 20);

        // When
        engine.subscribe(subscription("crm", other.url()));
        engine.append("b", 20);
        // It takes a moment until the change is read; what comes before still goes to the first.
        eventually(() -> {
            engine.append("a", 1);
            return !other.taken().isEmpty();
        });
        engine.subscribe(Engine.with(
                "crm", "url: \"" + other.url() + "\", signingSecretFiles: [ secrets/signing, secrets/signing-2 ]"));
        engine.append("a", 10);
        eventually(() -> engine.standing("crm").backlog() == 0);
        engine.subscribe(subscription("crm", other.url(), "types: [ \"message.*\" ]"));
        engine.append("-", 10);

        // Then
        eventually(() -> {
            HashSet<String> all = new HashSet<>(application.taken());
            all.addAll(other.taken());
            return all.equals(new HashSet<>(ids(1, (int) engine.log().bounds().last())));
        });
    }

    @Test
    void keepsEverythingWhileItIsSuspended() {
        // Given
        engine.subscribe(subscription("crm", application.url(), "suspended: true"));
        engine.awaitTakenUp("crm");
        engine.append("a", 30);
        eventually(() -> engine.standing("crm").suspended());
        assertThat(engine.standing("crm").backlog()).isEqualTo(30);
        assertThat(application.tried()).isZero();

        // When
        engine.subscribe(subscription("crm", application.url()));

        // Then
        eventually(() -> application.taken().size() == 30);
        assertThat(application.taken()).isEqualTo(ids(1, 30));
    }

    @Test
    void isSuspendedByAnAnswer410UntilItsUrlChanges() {
        // Given
        application.answering(410);
        engine.subscribe(subscription("crm", application.url()));
        engine.awaitTakenUp("crm");
        engine.append("a", 3);
        eventually(() -> engine.standing("crm").suspended());
        assertThat(engine.standing("crm").lastError().map(LastError::kind)).contains("Gone");
        engine.crash();
        engine.awaitTakenUp("crm");
        eventually(() -> engine.standing("crm").suspended());
        assertThat(engine.standing("crm").lastError().map(LastError::kind)).contains("Gone");

        // When
        engine.subscribe(subscription("crm", other.url()));

        // Then
        eventually(() -> other.taken().size() == 3);
        assertThat(other.taken()).isEqualTo(ids(1, 3));
        assertThat(application.tried()).isOne();
    }

    @Test
    void goesOnAfterAnAnswer410WhenItIsWoken() {
        // Given
        application.answering(410);
        engine.subscribe(subscription("crm", application.url()));
        engine.awaitTakenUp("crm");
        engine.append("a", 1);
        eventually(() -> engine.standing("crm").suspended());

        // When
        application.answering(204);
        engine.deliveries().wake("crm");

        // Then
        eventually(
                () -> application.taken().size() == 1 && !engine.standing("crm").suspended());
    }

    @Test
    void holdsUpOnlyTheConversationsWhoseEventsAreRefused() {
        // Given
        Set<String> refused = Set.copyOf(ids(1, 20));
        application.answering(id -> refused.contains(id) ? 400 : 204);
        engine.subscribe(subscription("crm", application.url()));
        engine.awaitTakenUp("crm");
        engine.appendConversations(20);
        eventually(() -> engine.standing("crm").breaker() == Breaker.OPEN);

        // When
        engine.appendConversations(1);

        // Then
        eventually(() -> application.taken().size() == 1);
        int tried = application.tried();
        eventually(() -> application.tried() >= tried + 40);
        assertThat(engine.standing("crm").breaker()).isEqualTo(Breaker.CLOSED);
    }

    @Test
    void doesNotLetABadEndpointDisturbAGoodOne() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        application.waitingFor(never);
        String nobody = "http://127.0.0.1:1/events";

        // When
        engine.subscribe(
                subscription("good", other.url(), EARLIEST),
                subscription("hanging", application.url(), EARLIEST),
                subscription("dead", nobody, EARLIEST));
        engine.awaitTakenUp("good", "hanging", "dead");
        for (int i = 0; i < 20; i++) {
            engine.append("c" + i, 20);
        }

        // Then
        eventually(() -> other.taken().size() == 400);
        eventually(() -> engine.standing("dead").breaker() != Standing.Breaker.CLOSED);
        assertThat(engine.standing("dead").lastError().map(LastError::kind)).contains("Refused");
        never.countDown();
    }

    @Test
    void hasNoMoreUnderWayThanItMay() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        application.waitingFor(gate);
        engine.subscribe(subscription("crm", application.url(), "delivery: { maxInFlight: 3 }"));
        engine.awaitTakenUp("crm");

        // When
        engine.append("-", 200);
        eventually(() -> application.tried() == 3);
        gate.countDown();

        // Then
        eventually(() -> application.taken().size() == 200);
        assertThat(application.mostUnderWay()).isEqualTo(3);
    }

    @Test
    void sendsNoMoreThanItMayInATime() {
        // Given
        engine.subscribe(subscription("crm", application.url(), "delivery: { perSecond: 10 }"));
        engine.awaitTakenUp("crm");
        engine.clock.stop();

        // When
        engine.append("-", 100);

        // Then
        eventually(() -> application.tried() == 2);

        // When
        engine.clock.jump(Duration.ofSeconds(1));

        // Then
        eventually(() -> application.tried() == 4);
    }

    @Test
    void repeatsLittleAfterACrash() {
        // Given
        engine.subscribe(subscription("crm", application.url(), "delivery: { maxInFlight: 8 }"));
        engine.awaitTakenUp("crm");
        for (int i = 0; i < 20; i++) {
            engine.append("c" + i, 20);
        }
        eventually(() -> application.taken().size() > 50);

        // When
        engine.crash();

        // Then
        eventually(() -> new HashSet<>(application.taken()).size() == 400);
        eventually(
                () -> engine.deliveries().standing("crm").map(Standing::backlog).orElse(1L) == 0);
        assertThat(application.taken()).hasSizeLessThanOrEqualTo(408);
    }

    @Test
    void delivers5000EventsOfOneConversationInOrder() {
        // Given
        engine.subscribe(subscription("crm", application.url()));
        engine.awaitTakenUp("crm");

        // When
        engine.append("a", 5_000);

        // Then
        eventually(() -> application.taken().size() == 5_000);
        assertThat(application.taken()).isEqualTo(ids(1, 5_000));
    }

    private static void eventually(Callable<Boolean> isSo) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(isSo);
    }
}
