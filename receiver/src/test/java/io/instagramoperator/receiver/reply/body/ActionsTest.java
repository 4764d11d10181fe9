package io.instagramoperator.receiver.reply.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Typing, seen, and reactions. */
class ActionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'typing_on'",
                "'typing_off'",
                "'mark_seen','payload':null",
                "'react','payload':{'message_id':'aWdf','reaction':'love'}",
                "'react','payload':{'message_id':'aWdf','reaction':'😀'},'messaging_type':'RESPONSE'",
                "'unreact','payload':{'message_id':'aWdf'}",
            })
    void takesWhatMetaTakes(String action) {
        assertThat(Checked.errors("{'recipient':{'id':'1'},'sender_action':" + action + "}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "7          | sender_action: has value '7'; allowed: mark_seen, react, typing_off, typing_on, unreact",
                "'wave'     | sender_action: has value 'wave'; allowed: mark_seen, react, typing_off, typing_on, unreact",
                "'typing_on','messaging_type':'RESPONSE'    | messaging_type: cannot be beside sender_action typing_on; leave it out",
                "'mark_seen','payload':{'message_id':'m'}   | payload: cannot be beside sender_action mark_seen; leave it out",
                "'typing_off','tag':'HUMAN_AGENT'           | tag: cannot be beside sender_action typing_off; leave it out",
                "'typing_off','reply_to':{'mid':'m'}        | reply_to: cannot be beside sender_action typing_off; leave it out",
                "'unreact','tag':'HUMAN_AGENT','payload':{'message_id':'m'} | tag: cannot be beside sender_action unreact; leave it out",
                "'react'                                    | payload: is required: {\"message_id\": \"…\", \"reaction\": \"love\"}",
                "'react','payload':{'message_id':'m'}       | payload.reaction: is required, a string that is not empty",
                "'react','payload':{'reaction':'love'}      | payload.message_id: is required, a string that is not empty",
                "'react','payload':{'message_id':'m','reaction':'love','emoji':'x'} | payload.emoji: is unknown; allowed here: message_id, reaction",
                "'unreact','payload':'m'                    | payload: must be an object like {\"message_id\": \"…\"}",
                "'unreact','payload':{}                     | payload.message_id: is required, a string that is not empty",
                "'unreact','payload':{'message_id':'m','reaction':'love'} | payload.reaction: is unknown; allowed here: message_id",
            })
    void namesTheFieldAndTheRemedy(String action, String error) {
        assertThat(Checked.errors("{'recipient':{'id':'1'},'sender_action':" + action + "}"))
                .containsExactly(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'typing_on'", "'react','payload':{'message_id':'aWdf','reaction':'love'}"})
    void needsACustomerAndNotAComment(String action) {
        assertThat(Checked.errors("{'recipient':{'comment_id':'1'},'sender_action':" + action + "}"))
                .containsExactly("sender_action: needs recipient.id; a comment can only be answered with a message");
    }
}
