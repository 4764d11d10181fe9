package io.instagramoperator.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom a gateway passes on that was to have these tables one after the other, by what its pods have of them. */
class TablesTest {

    private final Tables tables = new Tables();

    TablesTest() {
        tables.want("one", List.of("acme"));
        tables.want("two", List.of("acme", "beta"));
        tables.want("three", List.of("acme", "beta", "gamma"));
    }

    @ParameterizedTest(name = "pods with {0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # no pod is ready
                         | -
            # one that has not reported, or has a table of before the operator's start
            ?            | -
            earlier      | -
            one          | acme
            two          | acme beta
            three        | acme beta gamma
            three three  | acme beta gamma
            # one is behind
            three two    | acme beta
            two three    | acme beta
            three one    | acme
            three ?      | -
            three earlier| -
            """)
    void passesOnWhoIsInTheTableOfEachPod(@Nullable String pods, @Nullable String expected) {
        // When
        have(pods);

        // Then
        assertThat(passedOn()).isEqualTo(words(expected));
    }

    @Test
    void whoLeavesAndComesBackHasToBeReadAgain() {
        // Given
        have("three");

        // When
        tables.want("without-beta", List.of("acme", "gamma"));
        tables.want("with-beta", List.of("acme", "beta", "gamma"));

        // Then
        have("three");
        assertThat(passedOn()).containsExactly("acme", "gamma");
        have("with-beta");
        assertThat(passedOn()).containsExactly("acme", "beta", "gamma");
    }

    @Test
    void theSameTableAgainIsTheNewestOne() {
        // When
        tables.want("one", List.of("acme"));
        tables.want("three", List.of("acme", "beta", "gamma"));

        // Then
        have("three");
        assertThat(passedOn()).containsExactly("acme", "beta", "gamma");
        have("two");
        assertThat(passedOn()).containsExactly("acme");
    }

    @Test
    void whoIsMadeAnewWithTheSameNameIsInTheTableThatThePodsHave() {
        // Given
        tables.want("one-again", List.of("acme-of-before"));
        have("one-again");

        // When
        tables.want("one-again", List.of("acme"));

        // Then
        assertThat(passedOn()).containsExactly("acme");
    }

    @Test
    void whoIsTakenOutIsPassedOnNoMore() {
        // Given
        have("three");

        // When
        tables.want("four", List.of("acme"));

        // Then
        assertThat(passedOn()).containsExactly("acme");
    }

    @Test
    void aPodThatIsVeryFarBehindCountsAsOneThatKnowsNobody() {
        // When
        for (int i = 0; i < 1_000; i++) {
            tables.want("table-" + i, List.of("acme", "account-" + i));
        }

        // Then
        have("three");
        assertThat(passedOn()).isEmpty();
        have("table-0");
        assertThat(passedOn()).containsExactly("acme");
    }

    private void have(@Nullable String pods) {
        tables.have(words(pods).stream()
                .map(pod -> Optional.of(pod).filter(hash -> !hash.equals("?")))
                .toList());
    }

    private List<String> passedOn() {
        return Stream.of("acme", "beta", "gamma").filter(tables::passOn).toList();
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : Arrays.asList(text.split(" ", -1));
    }
}
