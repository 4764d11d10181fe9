package io.instagramoperator.receiver.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.ledger.Fault.DiskError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Protects a log that is in order from being taken for damaged when its disk cannot be read for a time. */
class UnreadableDiskTest {

    private final Path home;

    UnreadableDiskTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void isNamedWithWhatToDoAndNothingIsSetAside() throws Exception {
        try (Scene scene = new Scene(home)) {
            // Given
            scene.start(Fault.NONE);
            scene.awaitAcknowledgements(20);
            scene.stop();

            // When
            scene.start(Fault.fromThenOn("db-read", 1, DiskError.EIO));
            scene.awaitReceiverSays("the disk cannot read '.*/events.db'; it is left untouched .* ddrescue");
            scene.kill();

            // Then
            try (Stream<Path> files = Files.list(home.resolve("data"))) {
                assertThat(files)
                        .noneMatch(file -> file.getFileName().toString().startsWith("damaged-"));
            }
            assertThat(scene.audit()).isEqualTo(Audit.Findings.none());
            assertThat(scene.finish()).isEqualTo(Audit.Findings.none());
        }
    }
}
