package io.instagramoperator.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.operator.apiserver.ApiServerTest;
import io.instagramoperator.operator.faults.FaultyProxy.Line;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API server is away, or refuses for a while: the operator says so in few words, asks in moderation, and goes on by itself afterwards. */
@ApiServerTest
@Execution(ExecutionMode.CONCURRENT)
class OutageJarTest {

    /** {@code -Doutage=PT5M}: for how long. */
    private static final Duration OUTAGE = Duration.parse(System.getProperty("outage", "PT20S"));

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @RegisterExtension
    final FaultyLine line = new FaultyLine();

    private FaultyProxy proxy;
    private RestartingPod pod;
    private Account account;

    @BeforeEach
    void start() {
        String namespace = line.server().newNamespace();
        proxy = line.proxy();
        pod = line.closing(new RestartingPod(() -> line.installation().start(proxy, namespace)));
        account = Account.in(namespace, "acme", line.admin()).applied().awaitChildren();
    }

    @Test
    void rightsThatAreTakenAwayAndGivenBack() {
        // When
        line.installation().takeRights();
        proxy.cut();
        account.refreshed("without-rights");

        // Then
        await().atMost(PATIENCE).until(() -> pod.current().health("ready") == 503);
        lasts(OUTAGE, "without-rights");
        assertThat(pod.current().health("live")).as("a restart would not help").isEqualTo(200);

        // When
        line.installation().giveRights();

        // Then
        awaitWellAfter("without-rights");
        assertThat(pod.restarts()).isZero();
        logTellsOfIt();
    }

    @Test
    void anApiServerThatIsAwayForAMinute() {
        // When
        proxy.line(Line.REFUSING);
        account.refreshed("while-away");
        lasts(Duration.ofMinutes(1), "while-away");
        proxy.line(Line.OPEN);

        // Then
        awaitWellAfter("while-away");
        logTellsOfIt();
    }

    /** Leases are spared: the API server has a queue of their own for them. */
    @ParameterizedTest
    @CsvSource({"429, TooManyRequests", "503, ServiceUnavailable"})
    void aStormInWhichAllIsRefused(int status, String reason) {
        // When
        storm(call -> !call.isLease(), status, reason);
        proxy.cut();

        // Then
        isRiddenOut();
        logTellsOfIt();
    }

    @Test
    void aStormInWhichAllWritesConflict() {
        storm(Call::isWrite, 409, "Conflict");
        isRiddenOut();
        logHasNoStackTraces();
    }

    private void storm(Predicate<Call> where, int status, String reason) {
        Function<Call, Fault> storm =
                call -> where.test(call) ? new Fault.Answer(status, reason, Duration.ofSeconds(1)) : new Fault.None();
        proxy.forget();
        proxy.harm(storm);
    }

    private void isRiddenOut() {
        account.refreshed("in-the-storm");
        lasts(OUTAGE, "in-the-storm");
        assertThat(proxy.calls().stream().filter(call -> !call.isLease()))
                .as("requests in the storm: at most 20 a second, of some 25 watches")
                .hasSizeLessThan((int) OUTAGE.toSeconds() * 20);
        proxy.harm(_ -> new Fault.None());
        awaitWellAfter("in-the-storm");
        assertThat(pod.restarts()).isZero();
    }

    /** Nothing that is asked for is done, or there was no outage. */
    private void lasts(Duration duration, String change) {
        await().pollInterval(Duration.ofSeconds(1))
                .during(duration)
                .atMost(duration.multipliedBy(2))
                .untilAsserted(() -> assertThat(account.config()).doesNotContain(change));
    }

    /** Until what was changed during the outage is done, and nothing is left of it. */
    private void awaitWellAfter(String change) {
        await().atMost(PATIENCE).untilAsserted(() -> account.assertRefreshed(change));
        await().atMost(PATIENCE).until(() -> pod.current().health("ready") == 200);
        account.refreshed("afterwards");
        await().atMost(PATIENCE).untilAsserted(() -> account.assertRefreshed("afterwards"));
    }

    /** Some lines, neither none nor hundreds. */
    private void logTellsOfIt() {
        assertThat(warnings()).hasSizeBetween(1, 40);
        logHasNoStackTraces();
    }

    /** Nothing is wrong in the program. */
    private void logHasNoStackTraces() {
        assertThat(pod.log()).filteredOn(text -> text.startsWith("\tat ")).isEmpty();
    }

    private List<String> warnings() {
        return pod.log().stream()
                .filter(text -> text.contains(" WARN ") || text.contains(" ERROR "))
                .toList();
    }
}
