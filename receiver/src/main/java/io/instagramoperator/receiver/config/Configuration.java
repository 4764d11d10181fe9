package io.instagramoperator.receiver.config;

import io.instagramoperator.receiver.config.ReceiverConfig.Ports;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.WatchedFile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The configuration of this receiver, kept up to date with its files. */
@Singleton
public final class Configuration {

    private final WatchedFile<ReceiverConfig, Credentials> file;
    private final Ports boundPorts;

    /** The file that {@code RECEIVER_CONFIG} names. */
    @Inject
    public Configuration() {
        this(ReceiverPorts.LOCATION.file(), Clock.systemUTC());
    }

    /** A file of one's own. */
    public Configuration(Path file) {
        this(file, Clock.systemUTC());
    }

    /** A file of one's own, and the clock by which it is read. */
    Configuration(Path file, InstantSource clock) {
        Path absolute = file.toAbsolutePath();
        this.boundPorts = ReceiverPorts.of(absolute);
        this.file = new WatchedFile<>(
                absolute, ReceiverPorts.LOCATION.variable(), new ReceiverFormat(boundPorts), Credentials.NONE, clock);
    }

    /** What is wanted now. Cheap: to be asked again at each use, not kept. */
    public Snapshot<ReceiverConfig, Credentials> current() {
        return file.current();
    }

    /** The ports that this process was started with. They never change while it runs. */
    public Ports boundPorts() {
        return boundPorts;
    }

    /** As {@link WatchedFile#onChange}. */
    public void onChange(Consumer<Snapshot<ReceiverConfig, Credentials>> listener) {
        file.onChange(listener);
    }

    /** Reads the files once, then again every second. */
    public void start() {
        file.start();
    }

    /** Ends the polling. */
    public void stop() {
        file.stop();
    }

    /** Reads the files now and acts if anything has changed. */
    void refresh() {
        file.refresh();
    }
}
