package io.instagramoperator.operator.report;

import io.instagramoperator.operator.report.Observation.Reported;
import io.instagramoperator.operator.report.Observation.Unavailable;
import io.instagramoperator.operator.report.ReportReader.RefusedReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one pod for its {@code /status}: at most 2 s and 512 KiB, no redirect, no proxy. Whatever happens becomes an {@link Observation}.
 *
 * @param <R> what the pod reports
 */
public final class StatusClient<R extends Report> {

    private static final Duration TIME_BOX = Duration.ofSeconds(2);
    private static final int SIZE_CAP = 512 * 1024;

    private final ReportReader<R> reader;
    private final int port;
    private final MeterRegistry meters;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(TIME_BOX)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** A client that asks at {@code port}, 1 to 65535. */
    public StatusClient(Class<R> report, int port, MeterRegistry meters) {
        this.reader = new ReportReader<>(report);
        this.port = port;
        this.meters = meters;
    }

    /** Asks once. The future never fails. */
    public CompletableFuture<Observation<R>> ask(Target target) {
        Timer.Sample sample = Timer.start();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(
                HttpRequest.newBuilder(uri(target))
                        .header("Accept", "application/json")
                        .build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), SIZE_CAP));
        // HttpRequest.timeout ends with the headers; a body that trickles is cut off only here.
        return exchange.thenApply(response -> read(target, response))
                .orTimeout(TIME_BOX.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> new Unavailable<>(target.podUid(), why(failure)))
                .whenComplete((observation, failure) -> exchange.cancel(true))
                .whenComplete((observation, failure) -> sample.stop(timer(observation)));
    }

    private Timer timer(Observation<R> observation) {
        return Timer.builder("instagram_operator_status_polls_seconds")
                .description(
                        "Requests of receivers' and gateways' status; outcome unavailable: no answer, or none that can be used")
                .tag("outcome", observation instanceof Reported<R> ? "reported" : "unavailable")
                .register(meters);
    }

    private Observation<R> read(Target target, HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            return new Unavailable<>(target.podUid(), "it answered with HTTP status " + response.statusCode());
        }
        try {
            return new Reported<>(target.podUid(), reader.read(response.body()));
        } catch (RefusedReport refused) {
            return new Unavailable<>(target.podUid(), "its answer was refused: " + refused.getMessage());
        }
    }

    private static String why(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapper && wrapper.getCause() != null
                ? wrapper.getCause()
                : failure;
        return switch (cause) {
            // One text for all of these: which of them it is changes from one attempt to the next.
            case TimeoutException _, HttpTimeoutException _, ConnectException _ -> "it does not answer";
            default -> "its answer was cut off or is over " + SIZE_CAP / 1024 + " KiB";
        };
    }

    private URI uri(Target target) {
        try {
            return new URI("http", null, target.address(), port, "/status", null, null);
        } catch (URISyntaxException e) {
            throw new AssertionError("an IP address makes a URI: " + target.address(), e);
        }
    }
}
