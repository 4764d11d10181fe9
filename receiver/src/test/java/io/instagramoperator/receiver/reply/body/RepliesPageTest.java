package io.instagramoperator.receiver.reply.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.receiver.reply.body.SendBody.Kind;
import io.instagramoperator.receiver.reply.body.SendBody.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/replies.md shows can be sent. */
class RepliesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "replies.md");
    private static final Pattern BODY = Pattern.compile("(?s)```json\n(.*?)```");

    /** Each must be in a body of the page. */
    private static final List<String> WORDS = List.of(
            "text",
            "reply_to",
            "image",
            "video",
            "attachment_id",
            "attachments",
            "MEDIA_SHARE",
            "like_heart",
            "quick_replies",
            "user_phone_number",
            "user_email",
            "generic",
            "button",
            "product",
            "web_url",
            "postback",
            "react",
            "unreact",
            "typing_on",
            "comment_id",
            "HUMAN_AGENT");

    @Test
    void showsOnlyBodiesThatPass() throws IOException {
        // When
        List<Result> results = bodies().stream()
                .map(body -> SendBody.check(body.getBytes(UTF_8), true))
                .toList();

        // Then
        assertThat(results).isNotEmpty().hasOnlyElementsOfType(Result.Valid.class);
        assertThat(results)
                .extracting(result -> ((Result.Valid) result).body().kind())
                .contains(Kind.values());
    }

    @Test
    void showsAllThatCanBeSent() throws IOException {
        // Given
        String bodies = String.join("", bodies());

        // When // Then
        assertThat(WORDS).allSatisfy(word -> assertThat(bodies).contains("\"" + word + "\""));
    }

    private static List<String> bodies() throws IOException {
        return BODY.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
