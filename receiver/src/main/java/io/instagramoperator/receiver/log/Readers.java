package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/** A few connections that only read, shared by all who read. Who finds all of them in use waits for one. */
final class Readers implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Readers.class);

    private static final int CONNECTIONS = 4;

    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(CONNECTIONS);

    private final Opener opener;
    private final Runnable onDamage;

    /** Opens a connection that only reads. */
    @FunctionalInterface
    interface Opener {
        Connection open() throws SQLException;
    }

    /** Calls {@code onDamage} when the database turns out to be damaged. */
    Readers(Opener opener, Runnable onDamage) throws SQLException {
        this.opener = opener;
        this.onDamage = onDamage;
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                idle.add(opener.open());
            }
        } catch (SQLException | RuntimeException | Error e) {
            // Whoever tries again opens others.
            idle.forEach(Readers::closeUseless);
            throw e;
        }
    }

    <T> T query(Query<T> query) {
        Connection connection = borrow();
        try {
            // A transaction: all statements of the query see the same state.
            connection.setAutoCommit(false);
            try {
                return query.run(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            connection = another(connection);
            if (Soundness.isDamage(e)) {
                LOG.fatal("The database is damaged; the process ends so that a new one saves what can be read", e);
                onDamage.run();
            }
            throw new IllegalStateException("the log cannot be read", e);
        } finally {
            idle.add(connection);
        }
    }

    /** After a failure SQLite may have ended the transaction by itself, which the driver does not know. The same one if there is no other. */
    private Connection another(Connection spoiled) {
        Connection fresh;
        try {
            fresh = opener.open();
        } catch (SQLException e) {
            LOG.warn("A connection that has failed is still used, as no other can be opened", e);
            return spoiled;
        }
        closeUseless(spoiled);
        return fresh;
    }

    private static void closeUseless(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection that is of no use was not closed", e);
        }
    }

    /** Waits for those who are reading. */
    @Override
    public void close() throws SQLException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(borrow());
        }
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private Connection borrow() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a connection to the log", e);
        }
    }
}
