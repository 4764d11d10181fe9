package io.instagramoperator.simulator.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSelectionTest {

    private static final FieldSelection NOTHING = new FieldSelection(Map.of());

    @Test
    void reads_names_and_what_is_selected_inside_them() {
        // When
        FieldSelection selection = FieldSelection.parse("id, page{name,account{id}},username");

        // Then
        FieldSelection account = new FieldSelection(Map.of("id", NOTHING));
        FieldSelection page = new FieldSelection(Map.of("name", NOTHING, "account", account));
        assertThat(selection).isEqualTo(new FieldSelection(Map.of("id", NOTHING, "page", page, "username", NOTHING)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{b", "a}b", "a{b}c", "a{b}}", "{"})
    void refuses_braces_that_do_not_match(String fields) {
        assertThatThrownBy(() -> FieldSelection.parse(fields))
                .isInstanceOfSatisfying(
                        GraphException.class, e -> assertThat(e.error().code()).isEqualTo(2500));
    }
}
