package io.instagramoperator.operator.account.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import io.instagramoperator.operator.subscription.desired.InForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder beside this test has an account as the API server stores it, {@code in-account.yaml}, perhaps the subscriptions of its namespace,
 * {@code in-subscriptions.yaml}, and every object that it should have, {@code out-<Kind>-<name>.yaml}. After an intended change run with {@code -Dgolden.update} and read the difference.
 */
class GoldenFilesTest {

    private static final Path FOLDERS = Path.of("src/test/resources/io/instagramoperator/operator/account/desired");
    private static final ObjectWriter YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build()
            .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final boolean UPDATE = System.getProperty("golden.update") != null;

    @TestFactory
    Stream<DynamicContainer> folders() {
        return list(FOLDERS).map(folder -> dynamicContainer(folder.getFileName().toString(), tests(folder)));
    }

    private static Stream<DynamicTest> tests(Path folder) {
        List<HasMetadata> desired = desired(blueprint(folder));
        return Stream.concat(
                desired.stream()
                        .map(object ->
                                dynamicTest(object.getKind(), () -> compare(folder.resolve(fileOf(object)), object))),
                Stream.of(dynamicTest("there are no unused files", () -> noUnusedFiles(folder, desired))));
    }

    /** Only where there are subscriptions may they post to private networks, so that the other files show that this is left out. */
    private static Blueprint blueprint(Path folder) {
        InstagramAccount account = account(folder);
        List<EventSubscription> subscriptions = EventSubscriptions.in(folder.resolve("in-subscriptions.yaml"));
        var settings = new FixedReceiverSettings();
        return new Blueprint(
                account,
                InForce.of(account, subscriptions.stream()),
                subscriptions.isEmpty() ? settings : settings.allowing("10.20.0.0/16", "fd00::/8"));
    }

    private static List<HasMetadata> desired(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        return List.of(
                DesiredConfigMap.of(blueprint),
                DesiredDeployment.of(blueprint),
                DesiredService.of(account),
                DesiredServiceAccount.of(account),
                DesiredVolumeClaim.of(account));
    }

    private static void compare(Path file, HasMetadata object) throws IOException {
        String actual = YAML.writeValueAsString(object);
        if (UPDATE) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    private static void noUnusedFiles(Path folder, List<HasMetadata> desired) {
        Set<String> used = desired.stream().map(GoldenFilesTest::fileOf).collect(Collectors.toSet());
        assertThat(list(folder).map(file -> file.getFileName().toString()).filter(name -> name.startsWith("out-")))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    private static String fileOf(HasMetadata object) {
        return "out-" + object.getKind() + "-" + object.getMetadata().getName() + ".yaml";
    }

    private static InstagramAccount account(Path folder) {
        try {
            return Serialization.unmarshal(Files.readString(folder.resolve("in-account.yaml")), InstagramAccount.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
