package io.instagramoperator.receiver.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.delivery.LeftoverStore.DeadKey;
import io.instagramoperator.receiver.log.EventLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.ProgressHandler;

/** What nobody needs any more is gone in the end, in portions that nobody has to wait for. */
class LeftoverStoreTest {

    private final EventLog log = new EventLog(new SimpleMeterRegistry());

    LeftoverStoreTest(@TempDir Path folder) {
        log.use(folder, Duration.ofDays(7));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void removesAllOfASubscriptionAndNothingOfTheOthers() {
        // Given
        for (String name : List.of("a", "gone", "z")) {
            fill(name, 1_200);
        }

        // When
        List<Integer> portions = new ArrayList<>();
        write(connection -> {
            SubscriptionStore.removeOthers(connection, Set.of("a", "z", "new"));
            return true;
        });
        int before = rows("gone");
        while (write(LeftoverStore::removeSomeLeft)) {
            portions.add(before - rows("gone"));
            before = rows("gone");
        }

        // Then
        assertThat(portions).containsExactly(500, 500, 200, 500, 500, 200);
        assertThat(rows("gone")).isZero();
        assertThat(rows("a")).isEqualTo(2_402);
        assertThat(rows("z")).isEqualTo(2_402);
    }

    /** The first rows of each table are of other subscriptions than the least sequence, and of other replays. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # settled, replay settled, parked, dead letter, needed
            9,         9,              9,      9,           9
            4,         9,              9,      9,           5
            9,         4,              9,      9,           5
            9,         9,              5,      9,           5
            9,         9,              9,      5,           5
            """)
    void keepsWhatAnySubscriptionStillNeeds(int settled, int replaySettled, int parked, int dead, long needed) {
        // Given
        for (String name : List.of("a", "b", "c")) {
            insert("INSERT INTO subscription VALUES ('" + name + "', 20, 20, x'', 0, NULL)");
            for (int replay = 0; replay < 3; replay++) {
                insert("INSERT INTO replay VALUES ('" + name + "', " + replay + ", 20, 20, x'', 20, NULL, 0)");
                insert("INSERT INTO parked VALUES ('" + name + "', " + replay + ", 20, 'c', 0, 1, NULL, NULL)");
            }
            insert("INSERT INTO dead_letter VALUES ('" + name + "', 20, 'id', 'reason', 1, NULL, NULL, 0)");
        }
        insert("UPDATE subscription SET settled = " + settled + " WHERE name = 'b'");
        insert("UPDATE replay SET settled = " + replaySettled + " WHERE subscription = 'c' AND replay = 1");
        insert("INSERT INTO parked VALUES ('b', 1, " + parked + ", 'c', 0, 1, NULL, NULL)");
        insert("INSERT INTO dead_letter VALUES ('c', " + dead + ", 'id', 'reason', 1, NULL, NULL, 0)");

        // When // Then
        assertThat(log.query(LeftoverStore::firstNeeded)).isEqualTo(needed);
    }

    @Test
    void needsNothingWhereThereIsNoSubscription() {
        assertThat(log.query(LeftoverStore::firstNeeded)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void asksForWhatIsNeededAtTheSameCostHoweverManyRowsThereAre() {
        // Given
        fill("few", 10);
        int before = stepsToFirstNeeded();

        // When
        fill("many", 5_000);

        // Then: a name more, and not its rows
        assertThat(stepsToFirstNeeded()).isLessThan(2 * before + 100);
    }

    @Test
    void forgetsDeadLettersThatAreOverButNotThoseThatDiedAgainMeanwhile() {
        // Given: the even ones are over
        fill("a", 1_200);
        insert("UPDATE dead_letter SET died = 100 WHERE sequence % 2 = 1");
        Instant before = Instant.ofEpochMilli(50);

        // When
        List<DeadKey> first = deadBefore(before, DeadKey.BEFORE_ALL);
        List<DeadKey> second = deadBefore(before, first.getLast());
        insert("UPDATE dead_letter SET died = 100 WHERE sequence = 2");
        write(connection -> {
            LeftoverStore.forgetDead(connection, first, before);
            LeftoverStore.forgetDead(connection, second, before);
            return true;
        });

        // Then
        assertThat(List.of(first.size(), second.size())).containsExactly(500, 100);
        assertThat(deadBefore(Instant.ofEpochMilli(200), DeadKey.BEFORE_ALL))
                .startsWith(new DeadKey("a", 1), new DeadKey("a", 2), new DeadKey("a", 3), new DeadKey("a", 5));
        assertThat(deadBefore(before, DeadKey.BEFORE_ALL)).isEmpty();
    }

    private List<DeadKey> deadBefore(Instant time, DeadKey after) {
        return log.query(connection -> LeftoverStore.deadBefore(connection, time, after));
    }

    private int stepsToFirstNeeded() {
        return log.query(connection -> {
            AtomicInteger steps = new AtomicInteger();
            ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
                @Override
                protected int progress() {
                    steps.incrementAndGet();
                    return 0;
                }
            });
            LeftoverStore.firstNeeded(connection);
            ProgressHandler.clearHandler(connection);
            return steps.get();
        });
    }

    private void insert(String sql) {
        write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql) > 0;
            }
        });
    }

    private void fill(String name, int events) {
        write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO subscription VALUES ('" + name + "', 0, 0, x'', 0, NULL)");
                statement.executeUpdate("INSERT INTO replay VALUES ('" + name + "', 1, 0, 0, x'', 0, NULL, 0)");
            }
            try (PreparedStatement parked =
                            connection.prepareStatement("INSERT INTO parked VALUES (?, ?, ?, 'c', 0, 1, NULL, NULL)");
                    PreparedStatement dead = connection.prepareStatement(
                            "INSERT INTO dead_letter VALUES (?, ?, 'id', 'reason', 1, NULL, NULL, 0)")) {
                for (int sequence = 1; sequence <= events; sequence++) {
                    parked.setString(1, name);
                    parked.setInt(2, sequence % 2);
                    parked.setInt(3, sequence);
                    parked.executeUpdate();
                    dead.setString(1, name);
                    dead.setInt(2, sequence);
                    dead.executeUpdate();
                }
            }
            return true;
        });
    }

    private int rows(String name) {
        return log.query(connection -> {
            int rows = 0;
            for (String table : List.of(
                    "subscription WHERE name",
                    "replay WHERE subscription",
                    "parked WHERE subscription",
                    "dead_letter WHERE subscription")) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table + " = '" + name + "'")) {
                    row.next();
                    rows += row.getInt(1);
                }
            }
            return rows;
        });
    }

    private boolean write(Work work) {
        return log.write(transaction -> work.on(transaction.connection()))
                .toCompletableFuture()
                .join();
    }

    private interface Work {
        boolean on(Connection connection) throws SQLException;
    }
}
