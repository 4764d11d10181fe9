package io.instagramoperator.receiver.reply.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which echo is recognised as that of which message. */
class LikenessTest {

    private static final String A_PICTURE = "{'type':'image','payload':{'url':'https://x.example/a.png'}}";
    private static final String A_FILM = "{'type':'video','payload':{'attachment_id':'1'}}";
    private static final String A_TEMPLATE =
            "{'type':'template','payload':{'template_type':'button','text':'Next?','buttons':[{'type':'postback','title':'A','payload':'A'}]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text            | hello   |               | true",
                "text            | ~hello\n~ |             | true",
                "text            | Hello   |               | false",
                "text            | hello!  |               | false",
                "text            |         |               | false",
                "text            | hello   | fallback      | true",
                "text            | hello   | ig_post       | true",
                "text            | hello   | image         | false",
                "picture         |         | image         | true",
                "picture         |         | IMAGE         | true",
                "picture         |         | image image   | false",
                "picture         |         | video         | false",
                "picture         | hello   |               | false",
                "picture         | hello   | image         | false",
                "picture, film   |         | video image   | true",
                "picture, film   |         | image image   | false",
                "picture, film   |         | image         | false",
                "picture and text | hello  | image         | true",
                "picture and text | hello  |               | true",
                "picture and text |        | image         | true",
                "picture and text | bye    | image         | false",
                "picture and text |        |               | false",
                "share           |         | share         | true",
                "share           |         | ig_post       | true",
                "share           |         | ig_reel       | true",
                "share           |         | image         | false",
                "heart           |         | like_heart    | true",
                "heart           |         | image         | true",
                "heart           | ❤       |               | true",
                "heart           | ❤\uFE0F |               | true",
                "heart           | hello   |               | false",
                "heart           |         |               | false",
                "template        |         | template      | true",
                "template        | Next?   | template      | true",
                "template        | Next?   |               | true",
                "template        | hello   | template      | false",
            })
    void recognisesItsEcho(String sent, String text, String types, boolean same) {
        // Given
        Likeness likeness = likeness(sent);

        // When
        boolean matches = likeness.matches(
                Optional.ofNullable(text).orElse(""), types == null ? List.of() : List.of(types.split(" ")));

        // Then
        assertThat(matches).isEqualTo(same);
    }

    @Test
    void keepsTheTextToItself() {
        assertThat(Checked.good(Checked.message("{'text':'very private'}")).toString())
                .doesNotContain("private");
    }

    private static Likeness likeness(String sent) {
        String message =
                switch (sent) {
                    case "text" -> "{'text':'hello','quick_replies':[{'content_type':'user_email'}]}";
                    case "picture" -> "{'attachment':" + A_PICTURE + "}";
                    case "picture, film" -> "{'attachments':[" + A_PICTURE + "," + A_FILM + "]}";
                    case "picture and text" -> "{'text':'hello','attachments':" + A_PICTURE + "}";
                    case "share" -> "{'attachment':{'type':'MEDIA_SHARE','payload':{'id':'1'}}}";
                    case "heart" -> "{'attachment':{'type':'like_heart'}}";
                    case "template" -> "{'attachment':" + A_TEMPLATE + "}";
                    default -> throw new IllegalArgumentException(sent);
                };
        return Checked.good(Checked.message(message)).likeness().orElseThrow();
    }
}
