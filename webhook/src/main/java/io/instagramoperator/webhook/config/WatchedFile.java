package io.instagramoperator.webhook.config;

import io.instagramoperator.instagram.digest.Sha256;
import io.instagramoperator.webhook.config.Snapshot.InForce;
import io.instagramoperator.webhook.config.Snapshot.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
 *
 * @param <C> what is configured
 * @param <K> what the secrets are used as
 */
public final class WatchedFile<C, K> {

    private static final Logger LOG = Logger.getLogger(WatchedFile.class);
    private static final long POLL_MILLIS = 1_000;

    private final Path file;
    private final String variable;
    private final Format<C, K> format;
    private final InstantSource clock;
    private final List<Consumer<Snapshot<C, K>>> listeners = new CopyOnWriteArrayList<>();
    private final Thread poll = Thread.ofPlatform().name("config").daemon().unstarted(this::poll);

    private byte @Nullable [] lastBytes;
    private @Nullable CredentialFiles<K> lastCredentials;
    private @Nullable Refusal lastSurprise;
    private Snapshot<C, K> read;
    private volatile Snapshot<C, K> current;

    /**
     * A file that is not read before {@link #start}.
     *
     * @param file absolute
     * @param variable the environment variable that names it, for who looks for it
     * @param none the credentials as long as there is no configuration
     */
    public WatchedFile(Path file, String variable, Format<C, K> format, K none, InstantSource clock) {
        this.file = file;
        this.variable = variable;
        this.format = format;
        this.clock = clock;
        this.read = new Snapshot<>(Optional.empty(), Optional.empty(), none);
        this.current = read;
    }

    /** What is wanted now. Cheap: to be asked again at each use, not kept. */
    public Snapshot<C, K> current() {
        return current;
    }

    /**
     * Asks to be called after each change of the configuration, of a refusal or of a credential, on the thread that polls:
     * return soon. Listeners are called in the order in which they came, and not for what is already there.
     */
    public void onChange(Consumer<Snapshot<C, K>> listener) {
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

    /** Reads the files now and acts if anything has changed. */
    public synchronized void refresh() {
        Snapshot<C, K> before = read;
        List<CredentialState> statesBefore = states();
        Snapshot<C, K> after = readAgain(before);
        if (after.equals(before)) {
            return;
        }
        read = after;
        current = after;
        log(before, after);
        log(statesBefore, states());
        handOn(after).filter(_ -> after.refusal().isEmpty()).ifPresent(refusal -> current = after.with(refusal));
    }

    private Snapshot<C, K> readAgain(Snapshot<C, K> before) {
        try {
            return withCredentials(withFile(before));
        } catch (RuntimeException e) {
            Refusal refusal =
                    surprise("it cannot be read: %s; write it in another way, and report this with the log", e);
            // What failed with a credential may be over although the file is the same.
            lastBytes = null;
            return before.with(refusal);
        }
    }

    /** Returns why it is not in force everywhere, although it is wanted. */
    private Optional<Refusal> handOn(Snapshot<C, K> snapshot) {
        Optional<Refusal> failure = Optional.empty();
        for (Consumer<Snapshot<C, K>> listener : listeners) {
            try {
                listener.accept(snapshot);
            } catch (RuntimeException e) {
                failure = Optional.of(surprise(
                        "a part of this process failed to take it up: %s; restart it, and report this with the log",
                        e));
            }
        }
        return failure;
    }

    /** Said once. Of the exception only what it is and where: its message may quote the file or a secret. */
    private Refusal surprise(String message, RuntimeException e) {
        String what = "an unexpected " + e.getClass().getName();
        Refusal refusal = new Refusal(Optional.ofNullable(lastBytes).map(Sha256::hexOf), message.formatted(what));
        if (!refusal.equals(lastSurprise)) {
            lastSurprise = refusal;
            Throwable where = new Throwable(what);
            where.setStackTrace(e.getStackTrace());
            LOG.errorf(where, "Configuration file=%s: %s", file, refusal.message());
        }
        return refusal;
    }

    private Snapshot<C, K> withFile(Snapshot<C, K> before) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return missing(before, file + ": no such file; create it or set " + variable);
        } catch (IOException e) {
            return missing(before, file + ": cannot be read (" + e + "); make it readable");
        }
        if (Arrays.equals(bytes, lastBytes)) {
            return before;
        }
        lastBytes = bytes;
        String hash = Sha256.hexOf(bytes);
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        return switch (format.parse(bytes, folder)) {
            case Parsed.Invalid<C>(List<String> problems) -> refused(before, hash, problems);
            case Parsed.Valid<C>(C config) -> {
                List<String> problems = format.needsRestart(before.config(), config);
                yield problems.isEmpty()
                        ? new Snapshot<>(
                                Optional.of(new InForce<>(config, hash)), Optional.empty(), before.credentials())
                        : refused(before, hash, problems);
            }
        };
    }

    private Snapshot<C, K> missing(Snapshot<C, K> before, String message) {
        lastBytes = null;
        return before.with(new Refusal(Optional.empty(), message));
    }

    private static <C, K> Snapshot<C, K> refused(Snapshot<C, K> before, String hash, List<String> problems) {
        return before.with(new Refusal(Optional.of(hash), String.join("; ", problems)));
    }

    private Snapshot<C, K> withCredentials(Snapshot<C, K> snapshot) {
        Optional<C> config = snapshot.config();
        if (config.isEmpty()) {
            return snapshot;
        }
        CredentialFiles<K> files = format.read(config.get());
        if (files.equals(lastCredentials)) {
            return snapshot;
        }
        K credentials = files.credentials(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        lastCredentials = files;
        return snapshot.withCredentials(credentials);
    }

    private List<CredentialState> states() {
        return lastCredentials == null ? List.of() : lastCredentials.states();
    }

    private void log(Snapshot<C, K> before, Snapshot<C, K> after) {
        if (!after.inForce().equals(before.inForce())) {
            after.inForce().ifPresent(f -> LOG.infof("Configuration in force file=%s hash=%s", file, f.hash()));
        }
        if (!after.refusal().equals(before.refusal())) {
            after.refusal()
                    .filter(refusal -> !refusal.equals(lastSurprise))
                    .ifPresent(refusal ->
                            LOG.errorf("Configuration refused file=%s problems=%s", file, refusal.message()));
        }
    }

    private static void log(List<CredentialState> before, List<CredentialState> after) {
        for (CredentialState state : after) {
            if (!before.contains(state)) {
                LOG.infof("Credential field=%s file=%s state=%s", state.name(), state.file(), state.state());
            }
        }
    }
}
