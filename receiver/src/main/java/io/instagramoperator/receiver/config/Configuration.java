package io.instagramoperator.receiver.config;

import io.instagramoperator.receiver.config.ConfigParser.Result;
import io.instagramoperator.receiver.config.ReceiverConfig.Ports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in force, kept up to date with its files.
 *
 * <p>The bytes of the files are read every second. That notices every kind of change: a file written in place, a renamed
 * one, the symbolic link that a kubelet swaps, a bind mount, a network file system; notifications of the file system miss
 * some of these.
 */
@Singleton
public final class Configuration {

    private static final Logger LOG = Logger.getLogger(Configuration.class);
    private static final long POLL_MILLIS = 1_000;

    private final Path file;
    private final Ports boundPorts;
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();
    private final Thread poll = Thread.ofPlatform().name("config").daemon().unstarted(this::poll);

    private byte @Nullable [] lastBytes;
    private @Nullable CredentialFiles lastCredentials;
    private volatile Snapshot current = new Snapshot(Optional.empty(), Optional.empty(), Credentials.NONE);

    /** The file that {@code RECEIVER_CONFIG} names. */
    @Inject
    public Configuration() {
        this(ConfigLocation.file());
    }

    /** A file of one's own. */
    public Configuration(Path file) {
        this.file = file.toAbsolutePath();
        Ports ports = Ports.DEFAULT;
        try {
            ports = ConfigParser.ports(Files.readAllBytes(this.file));
        } catch (IOException e) {
            // Without a file these are the ports that the process binds; refresh() says what is wrong with the file.
        }
        this.boundPorts = ports;
    }

    /**
     * All that is wanted at one moment.
     *
     * @param inForce what to act on; empty as long as no valid version was seen
     * @param refusal why the newest version of the file is not in force
     * @param credentials the secrets that the version in force names
     */
    public record Snapshot(Optional<InForce> inForce, Optional<Refusal> refusal, Credentials credentials) {

        /** The configuration in force. */
        public Optional<ReceiverConfig> config() {
            return inForce.map(InForce::config);
        }
    }

    /**
     * A version of the file that is acted on.
     *
     * @param hash SHA-256 of its bytes, lower-case hexadecimal
     */
    public record InForce(ReceiverConfig config, String hash) {}

    /**
     * A version of the file that is not acted on.
     *
     * @param hash SHA-256 of its bytes; empty if there is no file
     * @param message each problem with field, value and remedy
     */
    public record Refusal(Optional<String> hash, String message) {}

    /** What is wanted now. Cheap: to be asked again at each use, not kept. */
    public Snapshot current() {
        return current;
    }

    /** The ports that this process was started with. They never change while it runs. */
    public Ports boundPorts() {
        return boundPorts;
    }

    /**
     * Asks to be called after each change of the configuration, of a refusal or of a credential, on the thread that polls:
     * return soon. Listeners are called in the order in which they came, and not for what is already there.
     */
    public void onChange(Consumer<Snapshot> listener) {
        listeners.add(listener);
    }

    /** Reads the files once, then again every second. */
    public void start() {
        refresh();
        poll.start();
    }

    /** Ends the polling. */
    public void stop() {
        poll.interrupt();
    }

    private void poll() {
        try {
            while (true) {
                Thread.sleep(POLL_MILLIS);
                refresh();
            }
        } catch (InterruptedException e) {
            LOG.debug("The configuration is no longer watched");
        }
    }

    /** Reads the files and acts if anything has changed. */
    synchronized void refresh() {
        Snapshot before = current;
        Snapshot after = withCredentials(withFile(before));
        if (after.equals(before)) {
            return;
        }
        current = after;
        log(before, after);
        for (Consumer<Snapshot> listener : listeners) {
            try {
                listener.accept(after);
            } catch (RuntimeException e) {
                LOG.errorf(e, "A part of the receiver failed to take up its configuration");
            }
        }
    }

    private Snapshot withFile(Snapshot before) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return refused(before, null, file + ": no such file; create it or set " + ConfigLocation.VARIABLE);
        } catch (IOException e) {
            return refused(before, null, file + ": cannot be read (" + e + "); make it readable");
        }
        if (Arrays.equals(bytes, lastBytes)) {
            return before;
        }
        lastBytes = bytes;
        String hash = sha256(bytes);
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        return switch (ConfigParser.parse(bytes, folder)) {
            case Result.Invalid(List<String> problems) ->
                new Snapshot(before.inForce, refusal(hash, problems), before.credentials);
            case Result.Valid(ReceiverConfig config) -> {
                List<String> problems = needsRestart(before, config);
                yield problems.isEmpty()
                        ? new Snapshot(Optional.of(new InForce(config, hash)), Optional.empty(), before.credentials)
                        : new Snapshot(before.inForce, refusal(hash, problems), before.credentials);
            }
        };
    }

    private Snapshot refused(Snapshot before, @Nullable String hash, String message) {
        lastBytes = null;
        return new Snapshot(
                before.inForce, Optional.of(new Refusal(Optional.ofNullable(hash), message)), before.credentials);
    }

    private static Optional<Refusal> refusal(String hash, List<String> problems) {
        return Optional.of(new Refusal(Optional.of(hash), String.join("; ", problems)));
    }

    /** What a running process cannot take up: its ports are bound, and its log is open and belongs to one account. */
    private List<String> needsRestart(Snapshot before, ReceiverConfig wanted) {
        List<String> problems = new ArrayList<>();
        Ports ports = wanted.ports();
        compare("ports.webhook", boundPorts.webhook(), ports.webhook(), "", problems);
        compare("ports.api", boundPorts.api(), ports.api(), "", problems);
        compare("ports.management", boundPorts.management(), ports.management(), "", problems);
        before.config().ifPresent(inForce -> {
            compare(
                    "store.embedded.path",
                    inForce.store().path(),
                    wanted.store().path(),
                    "",
                    problems);
            compare(
                    "account.instagramId",
                    inForce.account().instagramId(),
                    wanted.account().instagramId(),
                    ", with a store of its own",
                    problems);
        });
        return problems;
    }

    private static void compare(String field, Object inForce, Object wanted, String how, List<String> problems) {
        if (!inForce.equals(wanted)) {
            problems.add(field + ": '" + wanted + "' cannot replace '" + inForce
                    + "' while the receiver runs; restart it" + how);
        }
    }

    private Snapshot withCredentials(Snapshot snapshot) {
        if (snapshot.inForce.isEmpty()) {
            return snapshot;
        }
        CredentialFiles files = CredentialFiles.read(snapshot.inForce.get().config);
        if (files.equals(lastCredentials)) {
            return snapshot;
        }
        lastCredentials = files;
        return new Snapshot(snapshot.inForce, snapshot.refusal, files.credentials());
    }

    private void log(Snapshot before, Snapshot after) {
        if (!after.inForce.equals(before.inForce)) {
            after.inForce.ifPresent(f -> LOG.infof("Configuration in force file=%s hash=%s", file, f.hash));
        }
        if (!after.refusal.equals(before.refusal)) {
            after.refusal.ifPresent(r -> LOG.errorf("Configuration refused file=%s problems=%s", file, r.message));
        }
        for (CredentialState state : after.credentials.states()) {
            if (!before.credentials.states().contains(state)) {
                LOG.infof("Credential field=%s file=%s state=%s", state.name(), state.file(), state.state());
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
