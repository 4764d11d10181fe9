package io.instagramoperator.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;

class FilterTest {

    @ParameterizedTest(name = "{0} lets {1} through: {2}")
    @CsvSource({
        "message.received, message.received,         true",
        "message.received, message.read,             false",
        "message.*,        message.read,             true",
        "message.*,        message,                  false",
        "message.*,        standby.message.received, false",
        "*,                unknown,                  true",
        "*.received,       postback.received,        true",
        "*.received,       standby.message.received, true",
        "*.message.*,      standby.message.received, true",
        "m*e.r*d,          message.received,         true",
        "m*ed*d,           message.received,         false",
        "**,               unknown,                  true",
        "messag,           message,                  false",
    })
    void matchesInJavaAsInSql(String type, String event, boolean through) throws SQLException {
        // Given
        Filter filter = new Filter(List.of(type), Optional.empty());

        // Then
        assertThat(filter.matches(new Header(1, "id", event, Optional.empty()))).isEqualTo(through);
        try (var connection = new SQLiteConfig().createConnection("jdbc:sqlite::memory:");
                var statement =
                        connection.prepareStatement("SELECT count(*) FROM (SELECT ? AS event) WHERE " + filter.sql())) {
            statement.setString(1, event);
            statement.setString(2, filter.arguments().getFirst());
            assertThat(statement.executeQuery().getInt(1)).isEqualTo(through ? 1 : 0);
        }
    }

    @Test
    void letsThroughWhatOneOfSeveralTypesDoes() {
        Filter filter = new Filter(List.of("message.read", "postback.*"), Optional.empty());

        assertThat(filter.matches(new Header(1, "id", "postback.received", Optional.empty())))
                .isTrue();
        assertThat(filter.matches(new Header(1, "id", "message.sent", Optional.empty())))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "message.[a-z]", "message.?", "Message.*", "a b"})
    void refusesWhatIsNoType(String type) {
        assertThatThrownBy(() -> new Filter(List.of(type), Optional.empty())).hasMessageContaining("'" + type + "'");
    }
}
