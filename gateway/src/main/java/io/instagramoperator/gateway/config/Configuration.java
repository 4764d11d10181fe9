package io.instagramoperator.gateway.config;

import io.instagramoperator.gateway.config.GatewayConfig.Ports;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.WatchedFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** The configuration of this gateway, kept up to date with its files. */
@Singleton
public final class Configuration {

    private final Ports boundPorts;
    private final WatchedFile<GatewayConfig, GatewayCredentials> file;

    /** The file that {@code GATEWAY_CONFIG} names. */
    @Inject
    public Configuration() {
        this(GatewayPorts.LOCATION.file());
    }

    /** A file of one's own. */
    public Configuration(Path file) {
        Path absolute = file.toAbsolutePath();
        this.boundPorts = GatewayPorts.of(absolute);
        this.file = new WatchedFile<>(
                absolute,
                GatewayPorts.LOCATION.variable(),
                new GatewayFormat(boundPorts),
                GatewayCredentials.NONE,
                Clock.systemUTC());
    }

    /** What is wanted now. Cheap: to be asked again at each use, not kept. */
    public Snapshot<GatewayConfig, GatewayCredentials> current() {
        return file.current();
    }

    /** The ports that this process was started with. They never change while it runs. */
    public Ports boundPorts() {
        return boundPorts;
    }

    /** As {@link WatchedFile#onChange}. */
    public void onChange(Consumer<Snapshot<GatewayConfig, GatewayCredentials>> listener) {
        file.onChange(listener);
    }

    /** Reads the files once, then again every second. */
    public void start() {
        file.start();
    }

    /** Reads the files now and acts if anything has changed. */
    public void refresh() {
        file.refresh();
    }

    /** Ends the polling. */
    public void stop() {
        file.stop();
    }
}
