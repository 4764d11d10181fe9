package io.instagramoperator.receiver.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.instagramoperator.instagram.graph.PastMessage;
import io.instagramoperator.instagram.payload.Delivery;
import io.instagramoperator.receiver.log.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder is a message: {@code message.json} as the Conversations API shows it, {@code event.json} what is made of it. With
 * {@code -Dgolden.write=true} the files {@code event.json} are written anew, to be looked at in the diff.
 */
class RecoveredTest {

    private static final Path ROOT = GoldenCase.ROOT.resolveSibling("recovered");

    static List<String> cases() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void givesTheEventOfTheFolder(String name) throws IOException {
        // Given
        Path folder = ROOT.resolve(name);
        Path expected = folder.resolve("event.json");
        JsonNode message = GoldenCase.exactly(Files.readString(folder.resolve("message.json")));

        // When
        Event event = recovered(message).orElseThrow().event();

        // Then
        String shown = GoldenCase.shown(List.of(event));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, shown);
        }
        assertThat(shown).isEqualTo(Files.readString(expected));
        assertThat(new String(event.raw().orElseThrow().bytes(), UTF_8)).isEqualTo(message.toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a message of a customer | 111 | 17841405822304914 | messaging | 'message':{'mid':'m1','text':'other words'}
        a message of the account| 17841405822304914 | 111 | messaging | 'message':{'mid':'m1','is_echo':true,'app_id':5}
        a quick reply           | 111 | 17841405822304914 | messaging | 'message':{'mid':'m1','text':'Yes','quick_reply':{'payload':'P'}}
        an image                | 111 | 17841405822304914 | messaging | 'message':{'mid':'m1','attachments':[{'type':'image','payload':{'url':'x'}}]}
        """)
    void hasTheIdThatTheWebhookGivesTheSameMessage(
            String what, String from, String to, String container, String content) {
        // Given
        JsonNode shown = message("m1", from, to);

        // When
        Recovered recovered = recovered(shown).orElseThrow();

        // Then
        Event delivered = webhook(container, from, to, content);
        assertThat(recovered.event().id()).isEqualTo(delivered.id());
        assertThat(recovered.event().event()).isEqualTo(delivered.event());
        assertThat(recovered.event().conversation()).isEqualTo(delivered.conversation());
        assertThat(recovered.otherIds()).doesNotContain(delivered.id());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a message that another app may answer | 111 | 17841405822304914 | standby | 'message':{'mid':'m1','text':'Hi'}
        an answer of another app              | 17841405822304914 | 111 | standby | 'message':{'mid':'m1','is_echo':true}
        a tap on a button                     | 111 | 17841405822304914 | messaging | 'postback':{'mid':'m1','title':'Buy','payload':'P'}
        the same, in standby                  | 111 | 17841405822304914 | standby | 'postback':{'mid':'m1','title':'Buy'}
        """)
    void knowsTheIdsOfTheSameMessageUnderAnotherName(
            String what, String from, String to, String container, String content) {
        assertThat(recovered(message("m1", from, to)).orElseThrow().otherIds())
                .contains(webhook(container, from, to, content).id());
    }

    @Test
    void hasAnotherIdThanAReactionToIt() {
        Event reaction = webhook(
                "messaging", "111", GoldenCase.ACCOUNT, "'reaction':{'mid':'m1','action':'react','reaction':'love'}");

        assertThat(recovered(message("m1", "111", GoldenCase.ACCOUNT)).orElseThrow())
                .satisfies(recovered -> assertThat(recovered.otherIds()).doesNotContain(reaction.id()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        the details of an old message | {"id":"m1"}
        who wrote it                  | {"id":"m1","created_time":"2026-11-23T11:59:58+0000","message":"Hi"}
        when                          | {"id":"m1","created_time":"yesterday","from":{"id":"111"},"message":"Hi"}
        the account's part in it      | {"id":"m1","created_time":"2026-11-23T11:59:58+0000","from":{"id":"111"},"to":{"data":[{"id":"222"}]}}
        """)
    void givesNothingIfMetaDoesNotShow(String what, String json) {
        assertThat(recovered(GoldenCase.exactly(json))).isEmpty();
    }

    private static Optional<Recovered> recovered(JsonNode message) {
        return Recovered.of(PastMessage.of(message).orElseThrow(), GoldenCase.ACCOUNT, GoldenCase.RECEIVED_AT);
    }

    private static JsonNode message(String mid, String from, String to) {
        ObjectNode message = new JsonMapper().createObjectNode();
        message.put("id", mid);
        message.put("created_time", "2026-11-23T11:59:58+0000");
        message.putObject("from").put("id", from);
        message.putObject("to").putArray("data").addObject().put("id", to);
        message.put("message", "Hi");
        return message;
    }

    private static Event webhook(String container, String from, String to, String content) {
        String body = "{'object':'instagram','entry':[{'id':'" + GoldenCase.ACCOUNT + "','" + container
                + "':[{'sender':{'id':'" + from + "'},'recipient':{'id':'" + to
                + "'},'timestamp':1795780798123," + content + "}]}]}";
        return Normaliser.normalise(
                        Delivery.read(body.replace('\'', '"').getBytes(UTF_8)).getFirst(),
                        GoldenCase.ACCOUNT,
                        GoldenCase.RECEIVED_AT)
                .orElseThrow()
                .event();
    }
}
