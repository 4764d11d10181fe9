package io.instagramoperator.receiver.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.gap.Gap.State;
import io.instagramoperator.receiver.log.StoredEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was written, and whatever of it the webhook delivered: in the end each message is there once, and nothing else. */
class AnyHistoryTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theLogIsTheUnionOfWhatWasDeliveredAndWhatIsShown(int seed, @TempDir Path folder) {
        Random random = new Random(seed);
        try (RepairScene scene = new RepairScene(folder, Duration.ofMillis(5))) {
            // Given
            scene.meta.conversations.withPagesOf(random.nextInt(1, 6));
            scene.start().round(0, RepairScene.WELL);
            Set<String> expected = new TreeSet<>();
            int customers = random.nextInt(1, 12);
            for (int customer = 0; customer < customers; customer++) {
                int messages = random.nextInt(1, 18);
                for (int i = 0; i < messages; i++) {
                    write(scene, random, "c" + customer, "m" + customer + "-" + i, expected);
                }
            }

            // When
            scene.round(0, RepairScene.MISSING);
            scene.round(120, RepairScene.RESTORED);
            if (random.nextBoolean()) {
                scene.restart();
            }
            Gap gap = scene.awaitGap(State.DONE);

            // Then
            Set<String> held =
                    scene.events().stream().map(AnyHistoryTest::of).collect(Collectors.toCollection(TreeSet::new));
            assertThat(held).isEqualTo(expected);
            assertThat(scene.events()).hasSize(expected.size());
            assertThat(gap.incomplete()).isZero();
            assertThat(gap.recovered()).isEqualTo((int)
                    scene.told().stream().filter(told -> told.startsWith("+")).count());
        }
    }

    /** From two hours before the last good round to its end; what is older than the overlap has to have been delivered. */
    private static void write(RepairScene scene, Random random, String customer, String mid, Set<String> expected) {
        int minute = random.nextInt(-120, 120);
        Instant time = scene.minute(minute).plusSeconds(random.nextInt(60));
        boolean sent = random.nextInt(3) == 0;
        boolean delivered = random.nextBoolean();
        String text = mid + " said";
        if (sent) {
            scene.meta.conversations.accountWrote(customer, mid, text, time);
        } else {
            scene.meta.conversations.customerWrote(customer, mid, text, time);
        }
        if (delivered && sent) {
            scene.deliveredEcho(customer, mid, text, time);
        } else if (delivered) {
            scene.delivered(customer, mid, text, time);
        }
        if (delivered || minute >= -60) {
            expected.add((sent ? "message.sent " : "message.received ") + customer + " " + mid);
        }
    }

    private static String of(StoredEvent event) {
        return event.event() + " " + event.conversation().orElseThrow() + " "
                + event.data().replaceFirst(".*\"id\":\"(m[^\"]*)\".*", "$1");
    }
}
