package io.instagramoperator.receiver.log;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something to be read from the log's database.
 *
 * @param <T> what it gives
 */
@FunctionalInterface
public interface Query<T> {

    /** Reads it; all statements see the same state. The connection is not to be closed. */
    T run(Connection connection) throws SQLException;
}
