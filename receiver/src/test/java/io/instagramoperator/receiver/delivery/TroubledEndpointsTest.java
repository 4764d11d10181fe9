package io.instagramoperator.receiver.delivery;

import static io.instagramoperator.receiver.delivery.Engine.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.delivery.Standing.Breaker;
import io.instagramoperator.receiver.delivery.Standing.LastError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an application gets that answers, and does not take what it gets. */
class TroubledEndpointsTest {

    private final Application application = new Application();
    private final Engine engine;

    TroubledEndpointsTest(@TempDir Path folder) throws IOException {
        engine = new Engine(folder, subscription("crm", application.url()));
        engine.awaitTakenUp("crm");
    }

    @AfterEach
    void close() {
        engine.close();
        application.close();
    }

    @Test
    void isProbedWhenAProxySaysAgainAndAgainThatTheApplicationIsNotThereAndGetsAllWhenItIsBack() {
        // Given: fewer conversations than failures that it takes
        application.answering(502);
        engine.append("a", 2);
        engine.append("b", 1);
        eventually(() -> engine.standing("crm").breaker() != Breaker.CLOSED);

        // When
        application.answering(204);

        // Then
        eventually(() -> application.taken().size() == 3);
        eventually(() -> engine.standing("crm").breaker() == Breaker.CLOSED);
    }

    @Test
    void isLeftAloneForAMinuteByAllAndByTheConversationForAsLongAsItAsks() {
        // Given: it has had too much for now
        application.answering(429).askingFor(Duration.ofMinutes(10));
        engine.clock.stop();
        engine.append("a", 1);
        eventually(() -> lastErrorKind().isPresent());

        // When
        application.answering(204);
        engine.append("b", 1);

        // Then
        await().during(Duration.ofSeconds(2)).until(() -> application.tried() == 1);

        // When
        engine.clock.jump(Duration.ofMinutes(1));

        // Then
        eventually(() -> application.taken().equals(List.of("e2")));

        // When
        engine.clock.jump(Duration.ofMinutes(9));

        // Then
        eventually(() -> application.taken().equals(List.of("e2", "e1")));
    }

    @Test
    void getsOtherConversationsWhenItAsksForTimeForOneBecauseItIsNotThere() {
        // Given
        application.answering(id -> id.equals("e1") ? 503 : 204).askingFor(Duration.ofHours(1));
        engine.append("a", 1);
        eventually(() -> lastErrorKind().isPresent());

        // When
        engine.append("b", 1);

        // Then
        eventually(() -> application.taken().equals(List.of("e2")));
    }

    @Test
    void isToldWhatFailedLastAsLongAsSomethingWaitsThatItRefused() {
        // Given
        application.answering(id -> id.equals("e1") ? 400 : 204);
        engine.append("a", 1);
        eventually(() -> lastErrorKind().isPresent());

        // When
        engine.append("b", 20);
        eventually(() -> engine.standing("crm").backlog() == 1);

        // Then
        eventually(() -> lastErrorKind().equals(Optional.of("Status")));

        // When: a process that is new has not seen it, and it is not tried
        engine.clock.stop();
        engine.crash();

        // Then
        eventually(() -> lastErrorKind().equals(Optional.of("Status")));

        // When
        application.answering(204);
        engine.clock.jump(Duration.ofMinutes(1));

        // Then
        eventually(() -> application.taken().contains("e1"));
        eventually(() -> lastErrorKind().isEmpty());
    }

    @Test
    void isNotToldWhatAnotherEndpointAnswered() {
        // Given
        application.answering(410);
        engine.append("a", 1);
        eventually(() -> lastErrorKind().equals(Optional.of("Gone")));
        engine.clock.stop();

        // When
        application.answering(204);
        engine.subscribe(subscription("crm", application.url() + "/elsewhere"));

        // Then
        eventually(() -> !engine.standing("crm").suspended());
        assertThat(lastErrorKind()).isEmpty();
    }

    private Optional<String> lastErrorKind() {
        return engine.standing("crm").lastError().map(LastError::kind);
    }

    private static void eventually(Callable<Boolean> isSo) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(isSo);
    }
}
