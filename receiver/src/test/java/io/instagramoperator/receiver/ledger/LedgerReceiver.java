package io.instagramoperator.receiver.ledger;

import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.delivery.Deliveries;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.reply.Echoes;
import io.instagramoperator.receiver.reply.ReplyEnds;
import io.instagramoperator.receiver.reply.Settlements;
import io.instagramoperator.receiver.webhook.WebhookEndpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** The stages from the public port to the applications as a process. The tests run before the receiver's own jar is built. */
final class LedgerReceiver {

    private LedgerReceiver() {}

    /** Argument: the configuration file. */
    public static void main(String[] arguments) {
        var metrics = new SimpleMeterRegistry();
        Vertx vertx = Vertx.vertx();
        Configuration configuration = new Configuration(Path.of(arguments[0]));
        EventLog log = new EventLog(metrics);
        configuration.onChange(snapshot -> snapshot.config()
                .ifPresent(
                        config -> log.use(config.store().path(), config.store().retention())));
        configuration.start();
        Echoes echoes = new Echoes(log, configuration, new Settlements(log, configuration), new ReplyEnds(metrics));
        new WebhookEndpoint(vertx, configuration, log, echoes, metrics)
                .start(configuration.boundPorts().webhook());
        Deliveries deliveries = new Deliveries(vertx, configuration, log, metrics);
        deliveries.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            deliveries.stop();
            vertx.close().toCompletionStage().toCompletableFuture().join();
            configuration.stop();
            log.close();
        }));
    }
}
