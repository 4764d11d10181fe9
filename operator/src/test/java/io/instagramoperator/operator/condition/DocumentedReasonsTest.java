package io.instagramoperator.operator.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.crds.Reason;
import io.instagramoperator.crds.account.ConditionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is paged finds for each reason what it means, how to look and what to do. */
class DocumentedReasonsTest {

    @ParameterizedTest
    @EnumSource
    void ofAnAccount(ConditionReason reason) throws IOException {
        assertDocumented(reason, Path.of("../docs/conditions.md"));
    }

    @ParameterizedTest
    @EnumSource
    void ofASubscription(io.instagramoperator.crds.subscription.ConditionReason reason) throws IOException {
        assertDocumented(reason, Path.of("../docs/subscription-conditions.md"));
    }

    @ParameterizedTest
    @EnumSource
    void ofAnApp(io.instagramoperator.crds.app.ConditionReason reason) throws IOException {
        assertDocumented(reason, Path.of("../docs/app-conditions.md"));
    }

    private static void assertDocumented(Reason reason, Path page) throws IOException {
        List<List<String>> rows = Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("| `" + reason.reason() + "`"))
                .map(DocumentedReasonsTest::cells)
                .toList();
        assertThat(rows).as("rows of %s in %s", reason.reason(), page).anySatisfy(row -> assertThat(row)
                .as("reason, what it means, how to look, what to do")
                .hasSize(4)
                .allSatisfy(cell -> assertThat(cell).isNotBlank()));
    }

    private static List<String> cells(String row) {
        Stream<String> cells = Arrays.stream(row.split("(?<!\\\\)\\|")).skip(1);
        return cells.map(String::strip).toList();
    }
}
