package io.instagramoperator.receiver.delivery;

import static io.instagramoperator.receiver.delivery.Engine.subscription;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.receiver.sink.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a removed subscription leaves goes in the end, and what belongs to one that is there stays. */
class RemovedSubscriptionsTest {

    private final Application application = new Application();
    private final Application other = new Application();
    private final Engine engine;

    RemovedSubscriptionsTest(@TempDir Path folder) throws IOException {
        this.engine = new Engine(folder);
    }

    @AfterEach
    void close() {
        engine.close();
        application.close();
        other.close();
    }

    @Test
    void removesWhatARemovedSubscriptionHasLeftAlsoIfTheProcessEndedMeanwhile() {
        // Given: no subscription of this name
        engine.append("-", 700);
        engine.giveUpAll("gone");

        // When
        engine.crash();

        // Then
        await().until(() -> letters("gone") == 0);
    }

    @Test
    void keepsWhatItGaveUpWhenADamagedLogHasLostHowFarItIs() {
        // Given
        engine.subscribe(subscription("crm", application.url()));
        engine.awaitTakenUp("crm");
        engine.append("-", 3);
        engine.giveUpAll("crm");
        Engine.done(engine.log().write(transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
                return statement.executeUpdate("DELETE FROM subscription");
            }
        }));

        // When
        engine.crash();
        engine.awaitTakenUp("crm");

        // Then
        assertThat(engine.standing("crm").deadLetters()).isEqualTo(3);
        assertThat(letters("crm")).isEqualTo(3);
    }

    @Test
    void showsNoFiguresOfOneWhoseLastRequestsEndAfterItWasRemoved() {
        // Given
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        DeliveryMetrics metrics = new DeliveryMetrics(registry);
        metrics.show("crm", engine.deliveries());
        metrics.attempted("crm", new Outcome.Delivered(204));
        metrics.delivered("crm", Duration.ofMillis(5));

        // When
        metrics.remove("crm");
        metrics.attempted("crm", new Outcome.Delivered(204));
        metrics.delivered("crm", Duration.ofMillis(5));

        // Then
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void findsNothingOfARemovedSubscriptionOfTheSameName() {
        // Given
        engine.subscribe(subscription("crm", application.url()));
        engine.awaitTakenUp("crm");
        engine.append("-", 1_200);
        engine.giveUpAll("crm");
        engine.subscribe();
        await().until(() -> engine.deliveries().standing("crm").isEmpty());

        // When
        engine.subscribe(subscription("crm", other.url()));
        engine.awaitTakenUp("crm");

        // Then
        assertThat(engine.standing("crm").deadLetters()).isZero();
        assertThat(letters("crm")).isZero();
    }

    private int letters(String subscription) {
        return engine.log().query(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT count(*) FROM dead_letter WHERE subscription = ?")) {
                select.setString(1, subscription);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }
}
