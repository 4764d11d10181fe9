package io.instagramoperator.receiver.delivery;

import static io.instagramoperator.receiver.delivery.Engine.done;
import static io.instagramoperator.receiver.delivery.Engine.ids;
import static io.instagramoperator.receiver.delivery.Engine.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More conversations with parked events than there is room for in memory. */
class ManyConversationsTest {

    private static final int MANY = Lanes.MOST + 2_000;

    private final Application application = new Application();
    private final Engine engine;

    ManyConversationsTest(@TempDir Path folder) throws IOException {
        this.engine = new Engine(folder);
    }

    @AfterEach
    void close() {
        engine.close();
        application.close();
    }

    @Test
    void areAllDeliveredAfterARetryOfAllAndARestart() {
        // Given
        engine.appendConversations(MANY);
        engine.subscribe(subscription("crm", application.url(), "suspended: true"));
        engine.awaitTakenUp("crm");
        engine.giveUpAll("crm");
        assertThat(done(engine.deadLetters().retryAll("crm"))).isEqualTo(MANY);
        engine.crash();

        // When: one comes of a conversation that is not in memory
        engine.subscribe(subscription("crm", application.url()));
        engine.append("of-e9999", 1);

        // Then
        eventually(() -> engine.standing("crm").backlog() == 0);
        assertThat(application.taken()).hasSize(MANY + 1).containsAll(ids(1, MANY + 1));
        assertThat(application.taken().indexOf("e" + (MANY + 1)))
                .isGreaterThan(application.taken().indexOf("e9999"));
    }

    private static void eventually(Callable<Boolean> isSo) {
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(isSo);
    }
}
