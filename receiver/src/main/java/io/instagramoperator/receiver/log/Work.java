package io.instagramoperator.receiver.log;

import java.sql.SQLException;

/**
 * Something to be written to the log's database.
 *
 * @param <T> what it gives
 */
@FunctionalInterface
public interface Work<T> {

    /**
     * Does it, on the thread that writes. If it throws, what it has written is undone, and nothing of what others wrote.
     */
    T run(Transaction transaction) throws SQLException;
}
