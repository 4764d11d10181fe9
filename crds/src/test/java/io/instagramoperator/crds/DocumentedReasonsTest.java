package io.instagramoperator.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever reads a reason in a status finds it in the documentation, with what to do. */
class DocumentedReasonsTest {

    static Stream<Arguments> pages() {
        return Stream.of(
                arguments("conditions.md", io.instagramoperator.crds.account.ConditionReason.values()),
                arguments("app-conditions.md", io.instagramoperator.crds.app.ConditionReason.values()),
                arguments(
                        "subscription-conditions.md", io.instagramoperator.crds.subscription.ConditionReason.values()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void areAllThere(String page, Reason[] reasons) throws IOException {
        // Given
        String text = Files.readString(Path.of("../docs", page));

        // When / Then
        assertThat(Arrays.stream(reasons).map(Reason::reason))
                .allSatisfy(reason -> assertThat(text).contains("`" + reason + "`"));
    }
}
