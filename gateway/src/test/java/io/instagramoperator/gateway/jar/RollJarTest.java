package io.instagramoperator.gateway.jar;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.gateway.FakeReceiver;
import io.instagramoperator.gateway.FakeReceiver.Behaviour;
import io.instagramoperator.gateway.GatewayHome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways behind something that sends to the ready ones; each in turn is replaced by a new one while deliveries come. */
class RollJarTest {

    private static final String ACCOUNT = "1001";

    @TempDir
    Path folder;

    @Test
    void losesNoRequest() throws Exception {
        // Given
        List<String> lost = new CopyOnWriteArrayList<>();
        AtomicInteger answered = new AtomicInteger();
        AtomicBoolean end = new AtomicBoolean();
        try (FakeReceiver receiver = new FakeReceiver(ACCOUNT, GatewayHome.APP_SECRET);
                RunningGateway first = gateway("first", receiver);
                RunningGateway second = gateway("second", receiver)) {
            receiver.does(Behaviour.storesAfter(Duration.ofMillis(20)));
            List<RunningGateway> ready = new CopyOnWriteArrayList<>(List.of(first.awaitReady(), second.awaitReady()));
            List<Thread> load = Stream.generate(() -> Thread.ofVirtual().start(() -> {
                        while (!end.get()) {
                            int number = answered.incrementAndGet();
                            RunningGateway chosen = number % 2 == 0 ? ready.getFirst() : ready.getLast();
                            try {
                                int status = chosen.meta().deliver(delivery(message(ACCOUNT, "m" + number)));
                                if (status != 200) {
                                    lost.add("m" + number + ": " + status);
                                }
                            } catch (CompletionException e) {
                                lost.add("m" + number + ": " + e.getCause());
                            }
                        }
                    }))
                    .limit(8)
                    .toList();
            int before = answered.get();
            await().until(() -> answered.get() > before + 100);

            // When
            first.process().terminate();
            await().until(() -> !first.isReady());
            // Until the news has got around, deliveries still come.
            int meanwhile = answered.get();
            await().pollDelay(Duration.ofSeconds(1)).until(() -> answered.get() > meanwhile + 100);
            ready.remove(first);
            first.process().awaitEnd();
            int then = answered.get();
            await().until(() -> answered.get() > then + 100);
            end.set(true);
            for (Thread thread : load) {
                thread.join();
            }

            // Then
            assertThat(lost).isEmpty();
            assertThat(first.process().output()).contains("stopped in").doesNotContain("cut off");
        }
    }

    private RunningGateway gateway(String name, FakeReceiver receiver) {
        return new RunningGateway(new GatewayHome(folder.resolve(name)).with(receiver.account()));
    }
}
