package io.instagramoperator.gateway.forward;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.forward.Standing.Breaker;
import io.instagramoperator.gateway.forward.Standing.LastError;
import io.instagramoperator.instagram.signature.AppSecret;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One account's receiver: whether it is asked, how it stands, which key it takes. Safe for any number of threads. */
final class Receiver {

    private static final Logger LOG = Logger.getLogger(Receiver.class);

    /** In a row. */
    static final int FAILURES = 5;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** A probe that often costs nothing, and the receiver is back soon after it was mended. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Account account;
    private final Clock clock;
    private final RequestOptions request;
    private final ForwardMetrics metrics;
    private final Consumer<Result.Kind> counter;
    private final CircuitBreaker breaker;
    private final Line line = new Line();
    private final AtomicReference<Keys> keys = new AtomicReference<>(new Keys(List.of(), List.of()));
    private volatile Optional<LastError> lastError = Optional.empty();

    Receiver(Account account, Clock clock, ForwardMetrics metrics) {
        this.account = account;
        this.clock = clock;
        this.request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(account.url().toString())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        this.metrics = metrics;
        this.counter = metrics.of(account);
        this.breaker = CircuitBreaker.of(
                account.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .recordResult(result -> !(result instanceof Result r && r.isStored()))
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(FIRST_PAUSE, 2, LONGEST_PAUSE))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .build());
        breaker.getEventPublisher().onStateTransition(event -> log(event.getStateTransition()));
    }

    Account account() {
        return account;
    }

    /** What all requests to it have in common; not to be changed. */
    RequestOptions request() {
        return request;
    }

    /** Takes a place among those that wait for it; the reason if there is none. What gets one has to {@link #leave}. */
    Optional<Result> enter(Waiting part) {
        if (line.join(part)) {
            return Optional.empty();
        }
        Result rejected = Result.rejected(Line.MOST_PARTS + " requests wait for it already");
        counter.accept(rejected.kind());
        return Optional.of(rejected);
    }

    void leave(Waiting part, Result result) {
        line.leave();
        counter.accept(result.kind());
        if (result.kind() == Result.Kind.TIMED_OUT) {
            remember(result);
        }
        if (result.kind() != Result.Kind.REJECTED) {
            metrics.took(part.took().toNanos());
        }
    }

    /** The parts of the next request; none while it is not to be asked. Who gets some has to say what was {@link #answered}. */
    List<Waiting> next() {
        List<Waiting> next = line.next();
        if (next.isEmpty() || breaker.tryAcquirePermission()) {
            next.forEach(Waiting::setOff);
            return next;
        }
        line.answered();
        Result rejected = Result.rejected("it failed " + FAILURES + " times in a row and is not asked for a while");
        next.forEach(part -> part.end(rejected));
        return next();
    }

    void answered(Result result, long nanos) {
        line.answered();
        remember(result);
        breaker.onResult(nanos, TimeUnit.NANOSECONDS, result);
    }

    private void remember(Result result) {
        lastError =
                result.isStored() ? Optional.empty() : Optional.of(new LastError(result.problem(), clock.instant()));
    }

    /** The keys to try, at least one. */
    List<AppSecret> keys(List<AppSecret> secrets) {
        return keys.updateAndGet(
                        known -> known.secrets().equals(secrets) ? known : Keys.of(secrets, account.instagramId()))
                .inOrder();
    }

    void accepted(AppSecret key) {
        keys.updateAndGet(known -> known.afterAccepted(key));
    }

    Standing standing() {
        Breaker state =
                switch (breaker.getState()) {
                    case OPEN -> Breaker.OPEN;
                    case HALF_OPEN -> Breaker.HALF_OPEN;
                    default -> Breaker.CLOSED;
                };
        return new Standing(account, state, line.parts(), lastError);
    }

    /** Not of each probe that fails. */
    private void log(CircuitBreaker.StateTransition transition) {
        switch (transition) {
            case CLOSED_TO_OPEN ->
                LOG.warnf(
                        "Receiver is not asked for a while account=%s problem=%s",
                        account.name(), lastError.map(LastError::message).orElse(""));
            case HALF_OPEN_TO_CLOSED -> LOG.infof("Receiver takes deliveries again account=%s", account.name());
            default -> LOG.debugf("Receiver account=%s breaker=%s", account.name(), transition.getToState());
        }
    }
}
