package io.instagramoperator.receiver.consumers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Protects readers of the tutorial: each of its consumers takes what is signed, once, and nothing else. */
class FirstConsumersTest {

    private static final String SECRET = secret("the secret of the consumer");
    private static final String OTHER_SECRET = secret("the secret of somebody else");
    private static final String ID = "message-received-q3TnOqNPqQmJ5c8sT1ozJw";
    private static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"" + ID
            + "\",\"data\":{\"message\":{\"body\":\"Grüezi, Zürich? 😀 \\\"\\u2028\\\"\"}}}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @ParameterizedTest
    @EnumSource
    void storesASignedEventByteForByteAndSaysSo(Language language) {
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            // When
            int status = event().signedWith(SECRET).to(consumer.url());

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(consumer.stored()).containsExactly(EVENT + " " + ID);
            assertThat(consumer.printed()).containsExactly("stored " + ID);
        }
    }

    @ParameterizedTest
    @EnumSource
    void storesARepeatedEventOnce(Language language) {
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            // Given
            event().signedWith(SECRET).to(consumer.url());

            // When
            int status = event().signedWith(SECRET).to(consumer.url());

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(consumer.stored()).hasSize(1);
            assertThat(consumer.printed()).containsExactly("stored " + ID, "known " + ID);
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsAfterBeingKilledWhatItStored(Language language) {
        // Given
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            event().signedWith(SECRET).to(consumer.url());
        }

        // When
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            int repeated = event().signedWith(SECRET).to(consumer.url());
            int next = event().withId("next").signedWith(SECRET).to(consumer.url());

            // Then
            assertThat(repeated).isEqualTo(200);
            assertThat(next).isEqualTo(200);
            assertThat(consumer.stored()).containsExactly(EVENT + " " + ID, EVENT + " next");
        }
    }

    @ParameterizedTest
    @EnumSource
    void storesAnEventAgainOfWhichACrashLeftAPart(Language language) throws IOException {
        // Given
        byte[] line = ("\n" + EVENT + " " + ID).getBytes(UTF_8);
        byte[] uptoTheMiddleOfACharacter = Arrays.copyOf(line, new String(line, ISO_8859_1).indexOf('Ã') + 1);
        Files.write(RunningConsumer.events(folder), uptoTheMiddleOfACharacter);

        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            // When
            int status = event().signedWith(SECRET).to(consumer.url());

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(Files.readString(RunningConsumer.events(folder), ISO_8859_1))
                    .endsWith(new String(line, ISO_8859_1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersWellOnlyWhenTheEventIsStored(Language language) throws IOException {
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            // Given: nothing can be written to a folder.
            Path events = RunningConsumer.events(folder);
            Files.deleteIfExists(events);
            Files.createDirectory(events);

            // When
            int status = event().signedWith(SECRET).to(consumer.url());

            // Then
            assertThat(status).isEqualTo(500);

            // When
            Files.delete(events);
            int repeated = event().signedWith(SECRET).to(consumer.url());

            // Then
            assertThat(repeated).isEqualTo(200);
            assertThat(consumer.stored()).containsExactly(EVENT + " " + ID);
        }
    }

    /** A retry may come while the attempt before is still at work. */
    @ParameterizedTest
    @EnumSource
    void storesEachOnceOfManyThatComeAtTheSameTime(Language language) {
        // Given
        List<String> ids =
                IntStream.range(0, 32).mapToObj(number -> ID + number).toList();

        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<Future<Integer>> answers = Stream.concat(ids.stream(), ids.stream())
                    .map(id -> senders.submit(
                            () -> event().withId(id).signedWith(SECRET).to(consumer.url())))
                    .toList();

            // Then
            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(200));
            assertThat(consumer.stored())
                    .containsExactlyInAnyOrderElementsOf(
                            ids.stream().map(id -> EVENT + " " + id).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesWhatIsSignedOnAConnectionOnWhichItHasJustRefused(Language language) {
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            // Given
            event().signedWith(OTHER_SECRET).to(consumer.url());

            // When
            int status = event().signedWith(SECRET).to(consumer.url());

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(consumer.stored()).containsExactly(EVENT + " " + ID);
        }
    }

    @ParameterizedTest
    @EnumSource
    void acceptsEitherSecretWhileTheyAreRotated(Language language) {
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            // When
            int second =
                    event().withId("second").signedWith(OTHER_SECRET, SECRET).to(consumer.url());
            int first = event().withId("first").signedWith(SECRET, OTHER_SECRET).to(consumer.url());

            // Then
            assertThat(second).isEqualTo(200);
            assertThat(first).isEqualTo(200);
            assertThat(consumer.stored()).containsExactly(EVENT + " second", EVENT + " first");
        }
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void refuses(Language language, UnaryOperator<Delivery> forgery) {
        try (RunningConsumer consumer = RunningConsumer.start(language, folder, SECRET)) {
            // When
            int status = forgery.apply(event().signedWith(SECRET)).to(consumer.url());

            // Then
            assertThat(status).isEqualTo(401);
            assertThat(consumer.stored()).isEmpty();
            assertThat(consumer.printed()).isEmpty();
        }
    }

    static Stream<Arguments> forgeries() {
        return Arrays.stream(Language.values()).flatMap(language -> Stream.of(
                        forgery("a signature with another secret", event -> event.signedWith(OTHER_SECRET)),
                        forgery("a time six minutes ago", event -> event.sentAt(
                                        Instant.now().minus(Duration.ofMinutes(6)))
                                .signedWith(SECRET)),
                        forgery("a time in six minutes", event -> event.sentAt(
                                        Instant.now().plus(Duration.ofMinutes(6)))
                                .signedWith(SECRET)),
                        forgery(
                                "another time",
                                event -> event.sentAt(Instant.now().minusSeconds(60))),
                        forgery("another body", event -> event.withBody(EVENT.replace("Zürich", "Zurich"))),
                        forgery("one more space", event -> event.withBody(EVENT + " ")),
                        forgery("another id", event -> event.withId("another")),
                        forgery("an empty signature", event -> event.withSignature("")),
                        forgery("a signature without version", event -> event.withSignature("nonsense")),
                        forgery("a signature that is no base64", event -> event.withSignature("v1,%%%")),
                        forgery(
                                "the signature in another version",
                                event -> event.withSignature(event.signature().replace("v1,", "v2,"))))
                .map(forgery -> Arguments.of(language, forgery)));
    }

    private static Named<UnaryOperator<Delivery>> forgery(String name, UnaryOperator<Delivery> forgery) {
        return Named.of(name, forgery);
    }

    private static Delivery event() {
        return Delivery.of(ID, EVENT);
    }

    private static String secret(String bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(bytes.getBytes(UTF_8));
    }
}
