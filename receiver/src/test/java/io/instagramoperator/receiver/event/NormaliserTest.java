package io.instagramoperator.receiver.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@link GoldenCase} is a promise to applications. With {@code -Dgolden.write=true} the files {@code events.json} are
 * written anew, to be looked at in the diff.
 */
class NormaliserTest {

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesTheEventsOfTheFolder(GoldenCase golden) throws IOException {
        // When
        String events = golden.shown();

        // Then
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden.expected(), events);
        }
        assertThat(golden.expected()).exists();
        assertThat(events).isEqualTo(Files.readString(golden.expected()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void hasTheCaseInTheFolderOfItsEvent(GoldenCase golden) {
        // When
        List<String> names = golden.normalised().stream().map(Event::event).toList();

        // Then
        if (golden.isNothing()) {
            assertThat(names).isEmpty();
        } else {
            assertThat(names).contains(golden.event());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesOneEventForEachUpdateAndKeepsItsBytes(GoldenCase golden) {
        assertThat(golden.normalised())
                .hasSize(golden.isNothing() ? 0 : golden.updates().size());
        String payload = new String(golden.payload(), ISO_8859_1);
        assertThat(golden.normalised()).allSatisfy(event -> assertThat(payload)
                .contains(new String(event.raw().orElseThrow().bytes(), ISO_8859_1)));
    }

    @Test
    void hasAFolderForEveryEventThatMetaSendsAndNoOther() {
        assertThat(GoldenCase.events())
                .containsExactlyInAnyOrderElementsOf(EventNames.ALL.stream()
                        .filter(event -> !event.startsWith("reply."))
                        .toList());
    }
}
