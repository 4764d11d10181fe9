package io.instagramoperator.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSelectionTest {

    private static final FieldSelection NOTHING = of(Map.of());

    @Test
    void reads_names_and_what_is_selected_inside_them() {
        // When
        FieldSelection selection = FieldSelection.parse("id, page{name,account{id}},username");

        // Then
        FieldSelection account = of(Map.of("id", NOTHING));
        FieldSelection page = of(Map.of("name", NOTHING, "account", account));
        assertThat(selection).isEqualTo(of(Map.of("id", NOTHING, "page", page, "username", NOTHING)));
    }

    @Test
    void reads_how_many_are_wanted() {
        // When
        FieldSelection selection = FieldSelection.parse("messages.limit(5){id}");

        // Then
        assertThat(selection)
                .isEqualTo(of(Map.of("messages", new FieldSelection(Map.of("id", NOTHING), OptionalInt.of(5)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{b", "a}b", "a{b}c", "a{b}}", "{"})
    void refuses_braces_that_do_not_match(String fields) {
        assertThatThrownBy(() -> FieldSelection.parse(fields))
                .isInstanceOfSatisfying(
                        GraphException.class, e -> assertThat(e.error().code()).isEqualTo(2500));
    }

    private static FieldSelection of(Map<String, FieldSelection> fields) {
        return new FieldSelection(fields, OptionalInt.empty());
    }
}
