package io.instagramoperator.receiver.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The committed reference of events is what the receiver does. */
class EventsPageTest {

    private static final Path COMMITTED = Path.of("..", "docs", "events.md");
    private static final String REGENERATE = "golden.write";

    @Test
    void committedPageHasNotDrifted() throws IOException {
        // Given
        String generated = EventsPage.read().markdown();
        if (Boolean.getBoolean(REGENERATE)) {
            Files.writeString(COMMITTED, generated);
        }

        // When
        String committed = Files.readString(COMMITTED);

        // Then
        assertThat(committed)
                .as(
                        "docs/events.md is not what the receiver does; to make it anew run: "
                                + "mvn test -pl receiver -am -Dtest='NormaliserTest,%s' -D%s=true -Dsurefire.failIfNoSpecifiedTests=false",
                        getClass().getSimpleName(), REGENERATE)
                .isEqualTo(generated);
    }

    @Test
    void hasAChapterForEveryEvent() throws IOException {
        // Given
        List<String> chapters = EventsPage.read().chapters();

        // Then
        assertThat(EventNames.ALL).allSatisfy(name -> {
            boolean standby = name.startsWith(EventNames.STANDBY);
            assertThat(chapters).contains(standby ? EventNames.STANDBY + "*" : name);
        });
        assertThat(chapters).hasSize(EventNames.ALL.size() - EventNames.OF_CONVERSATIONS.size() + 1);
    }
}
