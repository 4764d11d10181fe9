package io.instagramoperator.receiver.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import io.instagramoperator.receiver.config.ConfigParser;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.receiver.config.Subscription;
import io.instagramoperator.webhook.config.Parsed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Protects readers of the tutorial from what no longer works when they copy it. */
class TutorialTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void theReceiverAcceptsTheConfigurationOfItsLastChapter() throws IOException {
        // Given
        String chapter = text("first-consumer.md").split("## Without Kubernetes\n", 2)[1];
        String subscription = chapter.split("```yaml\n", 2)[1].split("```", 2)[0];

        // When
        Parsed<ReceiverConfig> result = ConfigParser.parse(
                (text("standalone/config.yaml") + subscription).getBytes(StandardCharsets.UTF_8),
                DOCS.resolve("standalone"));

        // Then
        assertThat(result).isInstanceOf(Parsed.Valid.class);
        assertThat(((Parsed.Valid<ReceiverConfig>) result).config().subscriptions())
                .extracting(Subscription::name)
                .containsExactly("crm");
    }

    @Test
    void namesTheVersionOfTheLibraryThatWasTested() throws IOException {
        // Given
        String jar = Path.of(Webhook.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getFileName()
                .toString();

        // Then
        assertThat(text("first-consumer.md")).contains(" -cp " + jar + " ");
    }

    private static String text(String file) throws IOException {
        return Files.readString(DOCS.resolve(file));
    }
}
