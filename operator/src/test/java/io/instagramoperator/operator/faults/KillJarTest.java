package io.instagramoperator.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.instagramoperator.operator.apiserver.ApiServerTest;
import io.instagramoperator.operator.apiserver.OperatorProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operator is killed before and after its writes. Another that starts afterwards brings about what would have been there otherwise, makes
 * nothing twice and deletes nothing in vain.
 *
 * <p>{@code -Dkills.every=1} kills at every write, not only at some; {@code -Dkills.quiet=PT5M} is how long nothing must be written in the end.
 */
@ApiServerTest
@Isolated("it starts processes all the time, and others wait for time to pass")
class KillJarTest {

    private static final int EVERY = Integer.getInteger("kills.every", 3);
    private static final Duration QUIET = Duration.parse(System.getProperty("kills.quiet", "PT20S"));

    @RegisterExtension
    final FaultyLine line = new FaultyLine();

    @ParameterizedTest
    @EnumSource
    void afterAKilledWriteAllBecomesAsItWouldHaveBeen(Scenario scenario, TestReporter reporter) {
        // Given
        Trial undisturbed = prepared(scenario, 1).getFirst();
        OperatorProcess undisturbedOperator = undisturbed.undisturbed();
        awaitQuiet(undisturbed.proxy(), Duration.ofSeconds(10));
        List<Killing> killings = some(Killing.at(undisturbed.proxy().writes()));
        undisturbedOperator.kill();
        assertThat(killings).hasSizeGreaterThan(1);
        reporter.publishEntry("killings of " + scenario, String.valueOf(killings.size()));
        List<Trial> trials = prepared(scenario, killings.size());

        // When
        inParallel(IntStream.range(0, trials.size()).boxed().toList(), i -> trials.get(i)
                .killed(killings.get(i)));
        FaultyProxy proxy = line.proxy();
        OperatorProcess successor = line.operator(proxy, Trial.namespaces(trials));

        // Then
        inParallel(trials, trial -> scenario.then(trial.account()));
        Map<String, String> expected = Snapshot.of(undisturbed.account());
        Map<String, Integer> expectedCounts = undisturbed.madeAndDeleted(Stream.of());
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> SoftAssertions.assertSoftly(softly -> {
                    for (int i = 0; i < trials.size(); i++) {
                        softly.assertThat(Snapshot.of(trials.get(i).account()))
                                .as("%s", killings.get(i))
                                .isEqualTo(expected);
                        softly.assertThat(trials.get(i).madeAndDeleted(proxy.exchanges().stream()))
                                .as("%s", killings.get(i))
                                .isEqualTo(expectedCounts);
                    }
                }));
        proxy.forget();
        await().during(QUIET).atMost(QUIET.plusSeconds(30)).until(() -> proxy.writes()
                .isEmpty());
        assertThat(successor.isAlive()).isTrue();
    }

    /** Accounts in which there is what the scenario starts from, without an operator. */
    private List<Trial> prepared(Scenario scenario, int size) {
        List<Trial> trials = IntStream.range(0, size)
                .mapToObj(_ -> line.closing(new Trial(scenario, line.server())))
                .toList();
        OperatorProcess operator = line.operator(line.proxy(), Trial.namespaces(trials));
        inParallel(trials, trial -> scenario.given(trial.account()));
        operator.kill();
        line.installation().forgetLeader();
        return trials;
    }

    /** Waits until nothing has been written for so long. */
    private static void awaitQuiet(FaultyProxy proxy, Duration quiet) {
        AtomicInteger writes = new AtomicInteger(-1);
        await().during(quiet)
                .atMost(quiet.plusMinutes(1))
                .until(() -> writes.getAndSet(proxy.writes().size())
                        == proxy.writes().size());
    }

    private static List<Killing> some(List<Killing> killings) {
        return IntStream.range(0, killings.size())
                .filter(i -> i % EVERY == 0)
                .mapToObj(killings::get)
                .toList();
    }

    /** Few at a time: some of them start processes. */
    private static <T> void inParallel(List<T> things, Consumer<T> task) {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            things.stream()
                    .map(thing -> CompletableFuture.runAsync(() -> task.accept(thing), threads))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }
}
