package io.instagramoperator.receiver.watch;

import io.instagramoperator.receiver.log.EventLog;
import io.instagramoperator.receiver.log.LogUnavailableException;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.jboss.logging.Logger;

/**
 * Remembers durably whether this receiver ever asked Meta to subscribe anything. An account whose credentials never worked has nothing to
 * unsubscribe, so its removal need not wait for them.
 */
@Singleton
public class Footprint {

    private static final Logger LOG = Logger.getLogger(Footprint.class);

    private final EventLog log;

    /** Kept in the database of the log. */
    public Footprint(EventLog log) {
        this.log = log;
    }

    /** To be called before Meta is asked to subscribe something: a call whose answer is lost may have done it. */
    void leave() {
        log.write(transaction -> {
                    try (PreparedStatement insert = transaction
                            .connection()
                            .prepareStatement(
                                    "INSERT INTO footprint (only) VALUES (1) ON CONFLICT (only) DO NOTHING")) {
                        return insert.executeUpdate();
                    }
                })
                .toCompletableFuture()
                .join();
    }

    /** Whether there may be something of ours at Meta; yes, if that cannot be found out. */
    boolean exists() {
        try {
            return log.query(connection -> {
                try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM footprint");
                        ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            });
        } catch (LogUnavailableException e) {
            LOG.debug("Nobody knows what was subscribed: the log is not open");
            return true;
        }
    }
}
