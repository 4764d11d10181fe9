package io.instagramoperator.receiver.graph;

import io.instagramoperator.instagram.digest.Sha256;
import io.instagramoperator.instagram.graph.Secret;
import io.instagramoperator.receiver.config.Credentials;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.ReceiverConfig.Login;
import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogUnavailableException;
import io.instagramoperator.webhook.config.Snapshot;
import io.instagramoperator.webhook.config.Token;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The token that the account's calls are made with: the one in {@code accessTokenFile}, or, with Instagram Login, the one that Meta gave in place
 * of exactly that one. So a newer token in the file wins at once.
 */
@Singleton
public class AccountToken {

    private static final Logger LOG = Logger.getLogger(AccountToken.class);

    private final EventLog log;
    private volatile Optional<Refreshed> last = Optional.empty();
    private volatile boolean known;

    /** Kept in the database of the log. */
    public AccountToken(EventLog log) {
        this.log = log;
    }

    /**
     * A token that Meta gave in place of another.
     *
     * @param source SHA-256, hexadecimal, of the token in the file that it descends from
     * @param expires empty if Meta did not tell
     */
    public record Refreshed(String source, Secret token, Instant obtained, Optional<Instant> expires) {

        /** In place of the token in the file. */
        public static Refreshed of(Token source, Secret token, Instant obtained, Optional<Instant> expires) {
            return new Refreshed(sha256(source), token, obtained, expires);
        }
    }

    /** The same with the token that calls are to be made with. Blocks on the disk the first time. */
    public Snapshot<ReceiverConfig, Credentials> effective(Snapshot<ReceiverConfig, Credentials> files) {
        return refreshed(files)
                .map(refreshed -> new Snapshot<>(
                        files.inForce(),
                        files.refusal(),
                        files.credentials()
                                .withAccessToken(Token.of(refreshed.token().reveal()))))
                .orElse(files);
    }

    /** The token that Meta gave in place of the one in the file, if it did. Blocks on the disk the first time. */
    public Optional<Refreshed> refreshed(Snapshot<ReceiverConfig, Credentials> files) {
        if (files.config()
                .filter(config -> config.account().login() == Login.INSTAGRAM)
                .isEmpty()) {
            return Optional.empty();
        }
        return files.credentials().accessToken().flatMap(source -> kept().filter(
                        k -> k.source().equals(sha256(source))));
    }

    /** Keeps a token in place of the one that was kept before. Blocks until the disk has it; fails as {@link EventLog#write}. */
    public void keep(Refreshed refreshed) {
        log.write(transaction -> insert(transaction.connection(), refreshed))
                .toCompletableFuture()
                .join();
        remember(Optional.of(refreshed));
    }

    /** From now on the file's token is used. Blocks until the disk has it; fails as {@link EventLog#write}. */
    public void forget() {
        remember(Optional.empty());
        log.write(transaction -> {
                    try (PreparedStatement delete =
                            transaction.connection().prepareStatement("DELETE FROM refreshed_token")) {
                        return delete.executeUpdate();
                    }
                })
                .toCompletableFuture()
                .join();
    }

    /** Forgets the kept token if it descends from another than the one in the file. */
    public void forgetOther(Snapshot<ReceiverConfig, Credentials> files) {
        if (files.credentials().accessToken().isPresent()
                && kept().isPresent()
                && refreshed(files).isEmpty()) {
            forget();
        }
    }

    private Optional<Refreshed> kept() {
        if (!known) {
            read();
        }
        return last;
    }

    private synchronized void read() {
        if (known) {
            return;
        }
        try {
            remember(log.query(AccountToken::select));
        } catch (LogUnavailableException e) {
            LOG.debug("The log is not open: until it is, the token in the file is all there is");
        }
    }

    private void remember(Optional<Refreshed> refreshed) {
        last = refreshed;
        known = true;
    }

    private static Optional<Refreshed> select(Connection connection) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT source, token, obtained, expires FROM refreshed_token");
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            long expires = row.getLong(4);
            return Optional.of(new Refreshed(
                    row.getString(1),
                    new Secret(row.getString(2)),
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(expires))));
        }
    }

    private static int insert(Connection connection, Refreshed refreshed) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT OR REPLACE INTO refreshed_token (only, source, token, obtained, expires) VALUES (1, ?, ?, ?, ?)")) {
            insert.setString(1, refreshed.source());
            insert.setString(2, refreshed.token().reveal());
            insert.setLong(3, refreshed.obtained().toEpochMilli());
            if (refreshed.expires().isPresent()) {
                insert.setLong(4, refreshed.expires().get().toEpochMilli());
            } else {
                insert.setNull(4, Types.INTEGER);
            }
            return insert.executeUpdate();
        }
    }

    private static String sha256(Token token) {
        return Sha256.hexOf(token.value().getBytes(StandardCharsets.UTF_8));
    }
}
