package io.instagramoperator.receiver.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.http.HttpMessageFactory;
import io.instagramoperator.receiver.config.Subscription.Format;
import io.instagramoperator.receiver.log.StoredEvent;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests, read with the official SDK of CloudEvents as an application would. */
class RequestFormTest {

    private static final String ACCOUNT = "17841405822304914";
    private static final Instant TIME = Instant.parse("2025-05-14T14:11:32.123Z");

    /** As Meta may space it, with what JSON may escape and what it need not. */
    private static final String DATA = "{ \"text\" : \"\\u00e9 é €\",\r\n \"n\":1.50 }";

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"CLOUD_EVENTS", "CLOUD_EVENTS_BINARY"})
    void isACloudEventWithAllAttributes(Format format) {
        // When
        CloudEvent read = read(RequestForm.of(event("12345678901234"), true, format, ACCOUNT));

        // Then
        assertThat(read.getId()).isEqualTo("m-1");
        assertThat(read.getSource()).isEqualTo(URI.create("/instagram/" + ACCOUNT));
        assertThat(read.getType()).isEqualTo("instagram.message.received");
        assertThat(read.getSubject()).isEqualTo("12345678901234");
        assertThat(read.getTime()).isEqualTo(TIME.atOffset(ZoneOffset.UTC));
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getExtensionNames()).containsExactlyInAnyOrder("sequence", "partitionkey", "replayed");
        assertThat(read.getExtension("sequence")).isEqualTo("00000000000000000042");
        assertThat(read.getExtension("partitionkey")).isEqualTo("12345678901234");
    }

    @ParameterizedTest(name = "{0}, replayed: {1}")
    @CsvSource(textBlock = """
            CLOUD_EVENTS,        true
            CLOUD_EVENTS,        false
            CLOUD_EVENTS_BINARY, true
            CLOUD_EVENTS_BINARY, false
            """)
    void saysThatItIsReplayedOnlyIfItIs(Format format, boolean replayed) {
        // When
        CloudEvent read = read(RequestForm.of(event("12345678901234"), replayed, format, ACCOUNT));

        // Then
        assertThat(Optional.ofNullable(read.getExtension("replayed")).map(Object::toString))
                .isEqualTo(replayed ? Optional.of("true") : Optional.empty());
    }

    @Test
    void hasReplayedAsABooleanInJson() {
        // When
        CloudEvent read = read(RequestForm.of(event("12345678901234"), true, Format.CLOUD_EVENTS, ACCOUNT));

        // Then
        assertThat(read.getExtension("replayed")).isEqualTo(true);
    }

    /** The SDK leaves it to the application to decode headers. */
    @Test
    void bringsAttributesOfAnyCharactersAcross() {
        // Given
        StoredEvent event = event("50 % of \"Zoë\" 😀");

        // When
        CloudEvent structured = read(RequestForm.of(event, false, Format.CLOUD_EVENTS, ACCOUNT));
        CloudEvent binary = read(RequestForm.of(event, false, Format.CLOUD_EVENTS_BINARY, ACCOUNT));

        // Then
        assertThat(structured.getSubject()).isEqualTo("50 % of \"Zoë\" 😀");
        assertThat(URLDecoder.decode(Objects.requireNonNull(binary.getSubject()), UTF_8))
                .isEqualTo("50 % of \"Zoë\" 😀");
    }

    @Test
    void hasTheDataExactlyAsTheBodyOfTheBinaryForm() {
        // When
        RequestForm form = RequestForm.of(event("12345678901234"), false, Format.CLOUD_EVENTS_BINARY, ACCOUNT);
        CloudEventData data = Objects.requireNonNull(read(form).getData());

        // Then
        assertThat(form.body()).isEqualTo(DATA.getBytes(UTF_8));
        assertThat(data.toBytes()).isEqualTo(DATA.getBytes(UTF_8));
        assertThat(form.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void hasItsOwnMediaTypeInTheStructuredForm() {
        // When
        RequestForm form = RequestForm.of(event("12345678901234"), false, Format.CLOUD_EVENTS, ACCOUNT);

        // Then
        assertThat(form.headers()).isEqualTo(Map.of("content-type", "application/cloudevents+json"));
    }

    @Test
    void isTheDataAloneInThePlainForm() {
        // When
        RequestForm form = RequestForm.of(event("12345678901234"), true, Format.PLAIN, ACCOUNT);

        // Then
        assertThat(form.headers()).isEqualTo(Map.of("content-type", "application/json"));
        assertThat(form.body()).isEqualTo(DATA.getBytes(UTF_8));
    }

    private static StoredEvent event(String conversation) {
        return new StoredEvent(42, "m-1", "message.received", Optional.of(conversation), TIME, TIME, DATA);
    }

    private static CloudEvent read(RequestForm form) {
        return HttpMessageFactory.createReader(form.headers(), form.body()).toEvent();
    }
}
