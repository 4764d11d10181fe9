package io.instagramoperator.instagram.payload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Protects that an update is told by what it says, wherever Meta put it. */
class ItemTest {

    private static final String READ = "{'sender':{'id':'1'},'recipient':{'id':'17'},'read':{'mid':'m1'}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages",
                "message_echoes",
                "message_edit",
                "message_edits",
                "message_reactions",
                "message_reads",
                "messaging_handover",
                "messaging_handovers",
                "messaging_optins",
                "messaging_policy_enforcement",
                "messaging_postbacks",
                "messaging_referral",
                "messaging_referrals",
                "messaging_seen",
                "response_feedback",
                "standby"
            })
    void takesTheValueOfAMessagingFieldAsAMessagingItem(String field) {
        // Given
        Item item = item("'changes':[{'field':'%s','value':{'message_edit':{'mid':'m1'}}}]".formatted(field));

        // Then
        assertThat(item.hasMessagingField()).isTrue();
        assertThat(item.messaging().orElseThrow().content()).isInstanceOf(Content.Edit.class);
    }

    @Test
    void takesAValueThatIsAMessagingItemAsOneWhateverTheField() {
        assertThat(item("'changes':[{'field':'story_insights','value':%s}]".formatted(READ))
                        .messaging())
                .contains(item("'messaging':[%s]".formatted(READ)).messaging().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'field':'comments','value':{'id':'5','from':{'id':'1'}}
        'field':'new','value':{'sender':{'id':'1'},'recipient':{'id':'17'},'new':{}}
        'field':'new','value':{'read':{'mid':'m1'}}
        'field':'messages','value':null
        'field':'messages'
        'value':{}
        """)
    void takesNoOtherChangeAsOne(String change) {
        assertThat(item("'changes':[{%s}]".formatted(change)).messaging()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'standby':[{}]                              | true
        'changes':[{'field':'standby','value':{}}]  | true
        'changes':[{'field':'messages','value':{}}] | false
        'messaging':[{'field':'standby'}]           | false
        """)
    void knowsWhenAnotherAppHasTheConversation(String members, boolean standby) {
        assertThat(item(members).inStandby()).isEqualTo(standby);
    }

    @Test
    void readsAChange() {
        // When
        Change change = item("""
                'changes':[{'field':'comments','value':{'comment_id':17890000000000001,'from':{'id':900,'self_ig_scoped_id':'900'},\
                'timestamp':'1747231892','created_time':'2025-05-14T14:11:30+0000'}}]""").change();

        // Then
        assertThat(change.field()).contains("comments");
        assertThat(change.commentId()).contains("17890000000000001");
        assertThat(change.author()).contains("900");
        assertThat(change.ownAct()).isTrue();
        assertThat(change.times())
                .isEqualTo(List.of(Instant.parse("2025-05-14T14:11:32Z"), Instant.parse("2025-05-14T14:11:30Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "'x'", "[]", "{}", "{'id':null,'from':null,'timestamp':{}}", "{'from':'x'}"})
    void readsAChangeOfWhateverShape(String value) {
        // When
        Change change = item("'changes':[{'field':'comments','value':%s}]".formatted(value))
                .change();

        // Then
        assertThat(change.commentId()).isEmpty();
        assertThat(change.author()).isEmpty();
        assertThat(change.ownAct()).isFalse();
        assertThat(change.times()).isEmpty();
    }

    @Test
    void isTheSameInAListAndDirectlyInTheEntry() {
        assertThat(item("'time':5,'field':'x','value':{'a':1}").identity())
                .isEqualTo(item("'changes':[{'value':{'a':1},'field':'x'}]").identity());
    }

    private static Item item(String members) {
        String body = "{'object':'instagram','entry':[{'id':'17',%s}]}".formatted(members);
        return (Item) Delivery.read(body.replace('\'', '"').getBytes(UTF_8)).getFirst();
    }
}
