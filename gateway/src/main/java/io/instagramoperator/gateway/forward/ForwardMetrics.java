package io.instagramoperator.gateway.forward;

import static java.util.Objects.requireNonNull;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The figures of what is passed on. */
final class ForwardMetrics {

    private static final String FORWARDS = "instagram_gateway_forwards_total";
    private static final String ACCOUNT = "account";
    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterRegistry metrics;
    private final Timer seconds;
    private final AtomicInteger accounts = new AtomicInteger();

    ForwardMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
        this.seconds = Timer.builder("instagram_gateway_forward_seconds")
                .description("Time until it is known what became of a part, with its wait for others")
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
        Gauge.builder("instagram_gateway_accounts", accounts, AtomicInteger::get)
                .description("Accounts in the routing table")
                .register(metrics);
    }

    /** Counts what becomes of an account's parts. All outcomes show from the start. */
    Consumer<Result.Kind> of(Account account) {
        Map<Result.Kind, Counter> counters = Arrays.stream(Result.Kind.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), kind -> Counter.builder(FORWARDS)
                        .description("Parts of deliveries for an account's receiver, by what became of them")
                        .tag(ACCOUNT, account.name())
                        .tag("outcome", kind.label())
                        .register(metrics)));
        return kind -> requireNonNull(counters.get(kind)).increment();
    }

    /** Shows no others from now on. */
    void serve(Collection<Account> served) {
        Set<String> names = served.stream().map(Account::name).collect(Collectors.toSet());
        metrics.find(FORWARDS).counters().stream()
                .filter(counter -> !names.contains(counter.getId().getTag(ACCOUNT)))
                .forEach(metrics::remove);
        accounts.set(served.size());
    }

    void took(long nanos) {
        seconds.record(nanos, TimeUnit.NANOSECONDS);
    }
}
