package io.instagramoperator.gateway.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.gateway.FakeReceiver;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.Meta;
import io.instagramoperator.gateway.TestGateway;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One delivery of Meta carries the updates of many accounts. */
class ManyAccountsTest {

    private static final int ACCOUNTS = 50;
    private static final int UPDATES = 1_000;

    @TempDir
    Path folder;

    private final Map<String, FakeReceiver> receivers = new LinkedHashMap<>();

    @BeforeEach
    void startReceivers() {
        IntStream.range(0, ACCOUNTS)
                .mapToObj(i -> Integer.toString(1_000 + i))
                .forEach(id -> receivers.put(id, new FakeReceiver(id, GatewayHome.APP_SECRET)));
    }

    @AfterEach
    void stopReceivers() {
        receivers.values().forEach(FakeReceiver::close);
    }

    @Test
    void givesEachReceiverItsOwnEntriesInOrderAndByteForByte() {
        // Given
        Random random = new Random(8);
        Map<String, List<String>> expected = new LinkedHashMap<>();
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < UPDATES; i++) {
            String id = Integer.toString(1_000 + random.nextInt(ACCOUNTS));
            String entry = anyEntry(id, i, random);
            entries.add(entry);
            expected.computeIfAbsent(id, account -> new ArrayList<>()).add(entry);
        }
        GatewayHome home = new GatewayHome(folder)
                .with(receivers.values().stream().map(FakeReceiver::account).toList());

        // When
        int status;
        try (TestGateway gateway = new TestGateway(home)) {
            status = gateway.meta().deliver(Meta.delivery(entries));
        }

        // Then
        assertThat(status).isEqualTo(200);
        receivers.forEach((id, receiver) -> {
            assertThat(receiver.entries()).isEqualTo(expected.get(id));
            assertThat(receiver.requests()).isEqualTo(1);
        });
    }

    private static String anyEntry(String id, int number, Random random) {
        String written = random.nextBoolean() ? id : "\"" + id + "\"";
        String text = "caf\\u00e9 \\ud83d\\ude00 \\/ \\\"]}".repeat(random.nextInt(20));
        return random.nextBoolean()
                ? "{\"id\":%s,\"time\":1.70e12,\"messaging\":[{\"message\":{\"mid\":\"m%d\",\"text\":\"%s\"}}]}"
                        .formatted(written, number, text)
                : "{ \"messaging\" : [ { \"message\" : { \"mid\" : \"m%d\" } } ] ,\t\"id\" :%s }"
                        .formatted(number, written);
    }
}
