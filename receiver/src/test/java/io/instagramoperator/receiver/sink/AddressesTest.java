package io.instagramoperator.receiver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often the name service is asked. */
class AddressesTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-27T12:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void asksOnceWhileTheNameServiceHangs() throws Exception {
        // Given
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        Addresses addresses = addresses(_ -> {
            asked.incrementAndGet();
            return answer.join();
        });

        // When
        Future<InetAddress> first = addresses.next();
        pass(10);
        Future<InetAddress> second = addresses.next();
        answer.complete(InetAddress.getAllByName("93.184.216.34"));

        // Then
        assertThat(List.of(addressOf(first), addressOf(second))).containsOnly("93.184.216.34");
        assertThat(asked).hasValue(1);
    }

    @Test
    void holdsTwoThreadsAtMostUntilTheNameServiceAnswers() throws Exception {
        // Given
        CompletableFuture<InetAddress[]> answer = new CompletableFuture<>();
        Addresses addresses = addresses(_ -> {
            asked.incrementAndGet();
            return answer.join();
        });

        // When
        List<Future<InetAddress>> all = new ArrayList<>();
        for (int minute = 0; minute < 5; minute++) {
            all.add(addresses.next());
            pass(60);
        }
        answer.complete(InetAddress.getAllByName("93.184.216.34"));

        // Then
        assertThat(all).extracting(AddressesTest::addressOf).containsOnly("93.184.216.34");
        assertThat(asked).hasValue(2);

        // When
        addressOf(addresses.next());

        // Then
        assertThat(asked).hasValue(3);
    }

    @Test
    void asksAgainForANameThatMayHaveMoved() {
        // Given
        Addresses addresses = addresses(_ -> InetAddress.getAllByName("93.184.216." + asked.incrementAndGet()));

        // When
        List<String> soon = List.of(addressOf(addresses.next()), addressOf(addresses.next()));
        pass(2);

        // Then
        assertThat(soon).containsOnly("93.184.216.1");
        assertThat(addressOf(addresses.next())).isEqualTo("93.184.216.2");
    }

    private Addresses addresses(Addresses.Lookup lookup) {
        InstantSource clock = now::get;
        return new Addresses(
                vertx, "app.example", new AddressRules(List.of(), false), clock.withZone(ZoneOffset.UTC), lookup);
    }

    private void pass(int seconds) {
        now.updateAndGet(before -> before.plusSeconds(seconds));
    }

    private static String addressOf(Future<InetAddress> address) {
        return address.toCompletionStage().toCompletableFuture().join().getHostAddress();
    }
}
