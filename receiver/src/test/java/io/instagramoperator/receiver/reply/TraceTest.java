package io.instagramoperator.receiver.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.receiver.reply.Trace.Finding;
import io.instagramoperator.receiver.reply.body.Likeness;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read out of a conversation about a reply that said "yes" at noon. */
class TraceTest {

    private static final String NOON = "2026-11-26T12:00:00+0000";
    private static final String CUSTOMER = "1";
    private static final String ACCOUNT = "9";
    private static final Likeness YES = new Likeness("yes", List.of());
    private static final Likeness IMAGE = new Likeness("", List.of("image"));
    private static final PastMessage BEFORE = message("old", CUSTOMER, "2026-11-26T11:00:00+0000", text("hello?"));
    private static final PastMessage OURS = message("m1", ACCOUNT, NOON, text("yes"));

    static Stream<Arguments> conversations() {
        return Stream.of(
                arguments("its text", YES, List.of(OURS, BEFORE), arrived("m1")),
                arguments(
                        "its text, white space stripped",
                        new Likeness(" yes\r\n", List.of()),
                        List.of(OURS, BEFORE),
                        arrived("m1")),
                arguments("another text", YES, List.of(ours("m1", NOON, text("no")), BEFORE), new Finding.Absent()),
                arguments("nothing since", YES, List.of(BEFORE), new Finding.Absent()),
                arguments("nothing at all", YES, List.of(), new Finding.Open()),
                arguments(
                        "the message of another reply",
                        YES,
                        List.of(ours("taken", NOON, text("yes")), BEFORE),
                        new Finding.Absent()),
                arguments(
                        "the oldest of two",
                        YES,
                        List.of(ours("m2", "2026-11-26T12:00:09+0000", text("yes")), OURS, BEFORE),
                        arrived("m1")),
                arguments(
                        "written before the attempt",
                        YES,
                        List.of(ours("m1", "2026-11-26T11:58:59+0000", text("yes")), BEFORE),
                        new Finding.Absent()),
                arguments(
                        "written before the attempt by a clock that is a minute off",
                        YES,
                        List.of(ours("m1", "2026-11-26T11:59:00+0000", text("yes")), BEFORE),
                        arrived("m1")),
                arguments("without a time", YES, List.of(ours("m1", "", text("yes")), BEFORE), arrived("m1")),
                arguments(
                        "others without a time, few enough",
                        YES,
                        List.of(message("m1", CUSTOMER, "", text("so?"))),
                        new Finding.Absent()),
                arguments(
                        "without a sender", YES, List.of(message("m1", "", NOON, text("yes")), BEFORE), arrived("m1")),
                arguments(
                        "the customer wrote the same",
                        YES,
                        List.of(message("m1", CUSTOMER, NOON, text("yes")), BEFORE),
                        new Finding.Open()),
                arguments(
                        "the customer wrote the same long before",
                        YES,
                        List.of(message("m1", CUSTOMER, "2026-11-26T11:30:00+0000", text("yes"))),
                        new Finding.Absent()),
                arguments("a message without text", YES, List.of(ours("m1", NOON, ""), BEFORE), new Finding.Open()),
                arguments(
                        "a message without text beside its text",
                        YES,
                        List.of(ours("m2", NOON, ""), OURS, BEFORE),
                        arrived("m1")),
                arguments("20 since, others", YES, others(20), new Finding.Open()),
                arguments("19 since, others, and all are shown", YES, others(19), new Finding.Absent()),
                arguments(
                        "19 since, others, and one from before",
                        YES,
                        Stream.concat(others(19).stream(), Stream.of(BEFORE)).toList(),
                        new Finding.Absent()),
                arguments(
                        "its image",
                        IMAGE,
                        List.of(ours("m1", NOON, attachment("\"image_data\":{}")), BEFORE),
                        arrived("m1")),
                arguments(
                        "a video",
                        IMAGE,
                        List.of(ours("m1", NOON, attachment("\"video_data\":{}")), BEFORE),
                        new Finding.Open()),
                arguments(
                        "its audio",
                        new Likeness("", List.of("audio")),
                        List.of(ours("m1", NOON, attachment("\"mime_type\":\"audio/mp4\"")), BEFORE),
                        arrived("m1")),
                arguments(
                        "its file",
                        new Likeness("", List.of("file")),
                        List.of(ours("m1", NOON, attachment("\"mime_type\":\"application/pdf\"")), BEFORE),
                        arrived("m1")),
                arguments(
                        "its template",
                        new Likeness("", List.of("template")),
                        List.of(ours("m1", NOON, attachment("\"generic_template\":{}")), BEFORE),
                        arrived("m1")),
                arguments(
                        "its shared post",
                        new Likeness("", List.of("media_share")),
                        List.of(ours("m1", NOON, ",\"shares\":{\"data\":[{\"link\":\"x\"}]}"), BEFORE),
                        arrived("m1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void judgesByWhatIsShown(String name, Likeness likeness, List<PastMessage> shown, Finding expected) {
        Trace trace = new Trace(CUSTOMER, Instant.parse("2026-11-26T12:00:00Z"), likeness, Set.of("taken"));

        assertThat(trace.in(shown)).as(name).isEqualTo(expected);
    }

    private static Finding arrived(String id) {
        return new Finding.Arrived(id);
    }

    private static List<PastMessage> others(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ours("other" + i, NOON, text("other " + i)))
                .toList();
    }

    private static PastMessage ours(String id, String time, String content) {
        return message(id, ACCOUNT, time, content);
    }

    private static String text(String text) {
        return ",\"message\":\"" + text + "\"";
    }

    private static String attachment(String content) {
        return ",\"attachments\":{\"data\":[{" + content + "}]}";
    }

    /** As the Conversations API shows it; what is empty is left out. */
    private static PastMessage message(String id, String from, String time, String content) {
        String sender = from.isEmpty() ? "" : ",\"from\":{\"id\":\"" + from + "\"}";
        String created = time.isEmpty() ? "" : ",\"created_time\":\"" + time + "\"";
        try {
            return PastMessage.of(
                            new JsonMapper().readTree("{\"id\":\"" + id + "\"" + sender + created + content + "}"))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
