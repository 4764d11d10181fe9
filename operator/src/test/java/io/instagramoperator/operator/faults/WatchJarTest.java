package io.instagramoperator.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.operator.apiserver.ApiServerTest;
import io.instagramoperator.operator.apiserver.OperatorProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The operator learns of a change, whatever has become of its watches. */
@ApiServerTest
class WatchJarTest {

    @RegisterExtension
    final FaultyLine line = new FaultyLine();

    /** As when a firewall forgets connections: both sides believe that they are open, and nothing comes. */
    @Test
    void watchesThatHaveDiedInSilenceAreOpenedAgainWithinTwoMinutes() {
        // Given
        String namespace = line.server().newNamespace();
        FaultyProxy proxy = line.proxy();
        OperatorProcess operator = line.operator(proxy, namespace);
        Account account = Account.in(namespace, "acme", line.admin()).applied().awaitChildren();

        // When
        assertThat(proxy.loseWatches()).isGreaterThan(5);
        account.refreshed("while-nobody-hears");

        // Then
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> account.assertRefreshed("while-nobody-hears"));
        assertThat(operator.isAlive()).isTrue();
        assertThat(operator.health("live")).isEqualTo(200);
        assertThat(operator.health("ready")).isEqualTo(200);
    }
}
