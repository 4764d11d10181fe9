package io.instagramoperator.receiver.delivery;

import static io.instagramoperator.receiver.delivery.Engine.done;
import static io.instagramoperator.receiver.delivery.Engine.ids;
import static io.instagramoperator.receiver.delivery.Engine.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of events as time goes by: they are given up, tried again, replayed, and leave the log. */
class AgeingTest {

    private final Application application = new Application();
    private final Application other = new Application();
    private Engine engine;

    AgeingTest(@TempDir Path folder) throws IOException {
        this.engine = new Engine(folder);
    }

    @AfterEach
    void close() {
        engine.close();
        application.close();
        other.close();
    }

    @Test
    void givesUpWhatIsTooOldAndTriesItAgainWhenAsked() {
        // Given
        application.answering(id -> id.equals("e1") ? 500 : 204);
        engine.subscribe(subscription("crm", application.url(), "delivery: { maxAge: 1h }"));
        engine.awaitTakenUp("crm");
        engine.append("a", 2);
        engine.append("b", 1);
        eventually(() -> application.taken().contains("e3"));
        assertThat(application.taken()).containsExactly("e3");

        // When
        engine.clock.jump(Duration.ofHours(2));

        // Then
        eventually(() ->
                engine.standing("crm").deadLetters() == 1 && application.taken().contains("e2"));
        eventually(() -> engine.standing("crm").backlog() == 0);

        // When
        application.answering(204);
        assertThat(done(engine.deadLetters().retryAll("crm"))).isEqualTo(1);
        engine.deliveries().wake("crm");

        // Then
        eventually(() -> application.taken().contains("e1"));
        eventually(() -> engine.standing("crm").backlog() == 0);
        assertThat(engine.standing("crm").deadLetters()).isZero();
    }

    @Test
    void givesUpWhatIsTooOldAlsoIfTheEndpointAsksForMoreTime() {
        // Given
        application.answering(id -> id.equals("e1") ? 503 : 204).askingFor(Duration.ofHours(1));
        engine.subscribe(subscription("crm", application.url(), "delivery: { maxAge: 10m }"));
        engine.awaitTakenUp("crm");
        engine.append("a", 2);
        eventually(() -> application.tried() == 1);

        // When
        engine.clock.jump(Duration.ofMinutes(11));

        // Then
        eventually(() ->
                engine.standing("crm").deadLetters() == 1 && application.taken().contains("e2"));
    }

    @Test
    void givesUpWhatIsTooOldWhileItIsSuspended() {
        // Given
        engine.subscribe(subscription("crm", application.url(), "suspended: true", "delivery: { maxAge: 1h }"));
        engine.awaitTakenUp("crm");
        engine.append("a", 100);
        engine.append("-", 100);

        // When
        engine.clock.jump(Duration.ofHours(2));

        // Then
        eventually(() -> engine.standing("crm").deadLetters() == 200);
        eventually(() -> engine.standing("crm").backlog() == 0);
        assertThat(application.tried()).isZero();
    }

    @Test
    void replaysWhileNewEventsGoOnEvenOneAtATime() {
        // Given
        engine.subscribe(subscription("crm", application.url(), "delivery: { maxInFlight: 1 }"));
        engine.awaitTakenUp("crm");
        engine.append("a", 200);
        eventually(() -> engine.standing("crm").backlog() == 0);

        // When
        done(engine.replays().replay("crm", new Stretch.Conversation("a")));
        engine.deliveries().wake("crm");
        engine.append("b", 1);

        // Then
        eventually(() -> application.taken().size() == 401);
        assertThat(application.taken().indexOf("e201")).isLessThan(400);
        assertThat(application.taken().stream().filter(id -> !id.equals("e201")).toList())
                .isEqualTo(Stream.concat(ids(1, 200).stream(), ids(1, 200).stream())
                        .toList());
        assertThat(application.mostUnderWay()).isOne();
    }

    @Test
    void holdsTheRetentionUntilItHasWhatItNeeds() {
        // Given
        engine.subscribe(subscription("crm", application.url(), "suspended: true", "delivery: { maxAge: 720h }"));
        engine.awaitTakenUp("crm");
        engine.append("a", 10);

        // When
        engine.clock.jump(Engine.RETENTION.plusDays(1));
        engine.subscribe(subscription("crm", application.url(), "delivery: { maxAge: 720h }"));

        // Then
        eventually(() -> application.taken().equals(ids(1, 10)));
        eventually(() -> engine.log().bounds().events() == 0);
    }

    @Test
    void keepsAnEventBeyondItsRetentionAsLongAsItIsTriedAgain() {
        // Given: one before and one behind it are delivered
        application.answering(id -> id.equals("e2") ? 500 : 204);
        engine.subscribe(subscription("crm", application.url(), "delivery: { maxAge: 720h }"));
        engine.awaitTakenUp("crm");
        engine.append("a", 1);
        engine.append("b", 1);
        engine.append("c", 1);
        eventually(() -> Set.copyOf(application.taken()).equals(Set.of("e1", "e3"))
                && engine.standing("crm").backlog() == 1);

        // When
        engine.clock.jump(Engine.RETENTION.plusDays(1));
        int tried = application.tried();

        // Then: it is still tried, and what is before it has gone
        eventually(() -> engine.log().bounds().earliest() == 2 && application.tried() > tried);
        assertThat(engine.log().find("e2")).isPresent();

        // When
        application.answering(204);
        engine.clock.jump(Duration.ofHours(1));

        // Then: it goes once it is settled
        eventually(() ->
                application.taken().size() == 3 && application.taken().getLast().equals("e2"));
        eventually(() -> engine.log().bounds().events() == 0);
        assertThat(engine.standing("crm").backlog()).isZero();
    }

    private static void eventually(Callable<Boolean> isSo) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(isSo);
    }
}
