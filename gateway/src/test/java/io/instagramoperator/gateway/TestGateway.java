package io.instagramoperator.gateway;

import io.instagramoperator.gateway.config.Configuration;
import io.instagramoperator.gateway.config.GatewayConfig.Account;
import io.instagramoperator.gateway.forward.Forwarder;
import io.instagramoperator.gateway.forward.Standing;
import io.instagramoperator.gateway.registration.Registrar;
import io.instagramoperator.gateway.registration.Report;
import io.instagramoperator.gateway.webhook.WebhookEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.List;

/** The stages from the public port to the receivers, on a free port. */
public final class TestGateway implements AutoCloseable {

    private final GatewayHome home;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Vertx vertx = Vertx.vertx();
    private final Configuration configuration;
    private final Forwarder forwarder;
    private final WebhookEndpoint webhook;
    private final Registrar registrar;
    private final Gateway gateway;
    private final Meta meta;
    private final MutableClock clock = new MutableClock();

    public TestGateway(GatewayHome home) {
        this.home = home;
        this.configuration = new Configuration(home.file());
        this.forwarder = new Forwarder(vertx, metrics, clock);
        this.webhook = new WebhookEndpoint(vertx, configuration, forwarder, metrics);
        this.registrar = new Registrar(configuration, webhook, metrics);
        this.gateway = new Gateway(configuration, forwarder, webhook, registrar);
        gateway.start(new StartupEvent());
        this.meta = new Meta(webhook.port());
    }

    /** Who delivers to it. */
    public Meta meta() {
        return meta;
    }

    /** Writes this routing table, and waits until it is in force. */
    public void serve(Collection<Account> accounts) {
        home.with(accounts).file();
        configuration.refresh();
    }

    /** Takes in changed files. */
    public void refresh() {
        configuration.refresh();
    }

    /** By which the pauses of breakers are measured. */
    public MutableClock clock() {
        return clock;
    }

    public WebhookEndpoint webhook() {
        return webhook;
    }

    public Configuration configuration() {
        return configuration;
    }

    public Standing standing(Account account) {
        return forwarder.standings().stream()
                .filter(standing -> standing.account().equals(account))
                .findFirst()
                .orElseThrow();
    }

    public double count(String counter, String... tags) {
        return metrics.get(counter).tags(tags).counter().count();
    }

    public double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    /** What Meta has for the app. */
    public Report report() {
        return registrar.report();
    }

    public List<String> accountsInMetrics() {
        return metrics.find("instagram_gateway_forwards_total").counters().stream()
                .map(counter -> String.valueOf(counter.getId().getTag("account")))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        gateway.stop(new ShutdownEvent());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        meta.close();
    }
}
