package io.instagramoperator.gateway.deliveries;

import static io.instagramoperator.gateway.Meta.delivery;
import static io.instagramoperator.gateway.Meta.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.instagramoperator.gateway.FakeReceiver;
import io.instagramoperator.gateway.GatewayHome;
import io.instagramoperator.gateway.TestGateway;
import io.instagramoperator.gateway.webhook.UnknownAccounts.Unknown;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no receiver can have is counted, named and acknowledged: sent again it would help nobody. */
class UnknownAccountsTest {

    private static final String KNOWN = "1001";
    private static final String COUNTER = "instagram_gateway_unknown_entries_total";

    private final FakeReceiver receiver = new FakeReceiver(KNOWN, GatewayHome.APP_SECRET);

    @TempDir
    Path folder;

    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = new TestGateway(new GatewayHome(folder).with(receiver.account()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        receiver.close();
    }

    @Test
    void namesAndCountsAccountsThatAreNotInTheTable() {
        // When
        int status = gateway.meta()
                .deliver(delivery(message("7", "m1"), message(KNOWN, "m2"), message("7", "m3"), message("8", "m4")));

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(receiver.entries()).containsExactly(message(KNOWN, "m2"));
        assertThat(gateway.webhook().unknownAccounts())
                .extracting(Unknown::instagramId, Unknown::count)
                .containsExactlyInAnyOrder(tuple("7", 2L), tuple("8", 1L));
        assertThat(gateway.count(COUNTER)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "{\"object\":\"instagram\",\"entry\":[]}",
                "{\"object\":\"instagram\",\"entry\":[{}]}",
                "{\"object\":\"instagram\",\"entry\":[{\"id\":\"../../etc\"}]}",
                "{\"object\":\"page\",\"entry\":[{\"id\":\"102938475610293\"}]}",
                "{\"object\":\"whatsapp_business_account\"}"
            })
    void acknowledgesWhatBelongsToNoAccount(String body) {
        // When // Then
        assertThat(gateway.meta().deliver(body)).isEqualTo(200);
        assertThat(receiver.requests()).isZero();
        assertThat(gateway.count(COUNTER)).isEqualTo(1);
    }

    @Test
    void remembersTheLatestHundredOnly() {
        // When
        List<String> many = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"id\":\"9%030d\"}".formatted(i))
                .toList();
        int status = gateway.meta().deliver(delivery(many));

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(gateway.webhook().unknownAccounts()).hasSize(100).allSatisfy(unknown -> assertThat(
                        unknown.instagramId())
                .isGreaterThanOrEqualTo("9%030d".formatted(4_900)));
        assertThat(gateway.count(COUNTER)).isEqualTo(5_000);
    }

    @Test
    void forgetsAnAccountThatIsInTheTableByNow() {
        // Given
        gateway.meta().deliver(delivery(message("7", "m1"), message("8", "m1")));
        try (FakeReceiver seven = new FakeReceiver("7", GatewayHome.APP_SECRET)) {

            // When
            gateway.serve(List.of(receiver.account(), seven.account()));

            // Then
            assertThat(gateway.webhook().unknownAccounts())
                    .extracting(Unknown::instagramId)
                    .containsExactly("8");
            assertThat(gateway.meta().deliver(delivery(message("7", "m2")))).isEqualTo(200);
            assertThat(seven.entries()).containsExactly(message("7", "m2"));
        }
    }
}
