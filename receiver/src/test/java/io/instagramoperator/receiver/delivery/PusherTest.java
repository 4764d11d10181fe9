package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ReceiverHome;
import io.instagramoperator.receiver.config.SinkCredentials;
import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.sink.HttpSink;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PusherTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void endsAtOnceAlthoughItCouldNeverReadHowFarItIs(@TempDir Path folder) throws Exception {
        // Given: a log that is not open
        EventLog log = new EventLog(new SimpleMeterRegistry());
        Pusher pusher = new Pusher(
                vertx,
                vertx.getOrCreateContext(),
                log,
                Runnable::run,
                Clock.systemUTC(),
                new Random(1),
                new DeliveryMetrics(new SimpleMeterRegistry()),
                order(folder));
        pusher.start();
        Promise<Void> stopped = Promise.promise();

        // When
        pusher.stop(stopped);

        // Then
        stopped.future().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(stopped.future().succeeded()).isTrue();
    }

    private Order order(Path folder) {
        Subscription subscription = new ReceiverHome(folder)
                .with("subscriptions", "[ " + Engine.subscription("crm", "https://crm.example.com/hooks") + " ]")
                .config()
                .subscriptions()
                .getFirst();
        SinkCredentials none = new SinkCredentials(List.of(), Map.of(), Optional.empty(), List.of());
        return new Order(
                subscription,
                new HttpSink(vertx, subscription.http(), none, List.of(), "17841405822304914", Clock.systemUTC()));
    }
}
