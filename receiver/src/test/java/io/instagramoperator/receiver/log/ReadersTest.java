package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersTest {

    private final Database database;
    private final AtomicInteger damages = new AtomicInteger();
    private final Readers readers;

    ReadersTest(@TempDir Path folder) throws SQLException {
        database = Database.open(folder);
        readers = new Readers(database::reader, damages::incrementAndGet);
    }

    @AfterEach
    void close() throws SQLException {
        readers.close();
        database.close();
    }

    /** As SQLite does itself when the disk fails for a moment (SQLite, "Response To Errors Within A Transaction"). */
    @Test
    void goOnAfterATransactionHasEndedByItself() {
        // Given
        assertThatThrownBy(() -> readers.query(connection -> {
                    try (Statement statement = connection.createStatement()) {
                        return statement.execute("ROLLBACK");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);

        // Then
        for (int i = 0; i < 20; i++) {
            assertThat(readers.query(Reading::bounds)).isEqualTo(new Bounds(1, 0));
        }
        assertThat(damages).hasValue(0);
    }

    /** Whoever tries to open the log again every second would have no file descriptor left in the end. */
    @Test
    void leaveNoConnectionOpenIfOneCannotBeOpened() throws SQLException {
        // Given
        List<Connection> opened = new ArrayList<>();
        Readers.Opener third = () -> {
            if (opened.size() == 2) {
                throw new SQLException("no file descriptor is left");
            }
            opened.add(database.reader());
            return opened.getLast();
        };

        // When
        assertThatThrownBy(() -> new Readers(third, damages::incrementAndGet))
                .hasMessageContaining("no file descriptor");

        // Then
        assertThat(opened).hasSize(2);
        for (Connection connection : opened) {
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
