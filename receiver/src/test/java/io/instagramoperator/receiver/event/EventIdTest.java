package io.instagramoperator.receiver.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.instagramoperator.instagram.payload.Delivery;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Protects the promise that the same update is one event, and that two different ones are two. */
class EventIdTest {

    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a message, in another order of members | 'message':{'mid':'m1','text':'a'}  | 'message':{'text':'a','mid':'m1'}
        a message, with more known about it    | 'message':{'mid':'m1','text':'a'}  | 'message':{'mid':'m1','text':'a','nlp':{}}
        a postback                             | 'postback':{'mid':'m1','title':'t'}| 'postback':{'title':'t','mid':'m1'}
        a postback without mid                 | 'postback':{'title':'t','payload':'p'}| 'postback':{'payload':'p','title':'t'}
        a reaction, in both shapes             | 'reaction':{'mid':'m1','action':'react','reaction':'other','emoji':'❤️'} | 'reaction':{'mid':'m1','action':'react','reaction':'❤'}
        a read                                 | 'read':{'mid':'m1'}                | 'read':{'mid':'m1','watermark':5}
        an edit, its number as text            | 'message_edit':{'mid':'m1','text':'a','num_edit':1} | 'message_edit':{'mid':'m1','text':'a','num_edit':'1'}
        an unknown kind                        | 'new_kind':{'a':1,'b':2}           | 'new_kind':{'b':2,'a':1}
        an unknown kind, numbers as texts      | 'new_kind':{'a':178414058223049140001} | 'new_kind':{'a':'178414058223049140001'}
        an unknown kind, with null or without  | 'new_kind':{'a':1,'b':null}        | 'new_kind':{'a':1},'other':null
        an unknown kind, escaped or not        | 'new_kind':{'a':'é/'}              | 'new_kind':{'a':'\\u00e9\\/'}
        """)
    void isTheSameForTheSameUpdate(String what, String first, String second) {
        assertThat(id(item("c1", first), MONDAY)).isEqualTo(id(item("c1", second), TUESDAY));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        two messages                           | c1 | 'message':{'mid':'m1'}                   | c1 | 'message':{'mid':'m2'}
        a message and its deletion             | c1 | 'message':{'mid':'m1'}                   | c1 | 'message':{'mid':'m1','is_deleted':true}
        a message and its reading              | c1 | 'message':{'mid':'m1'}                   | c1 | 'read':{'mid':'m1'}
        a message and a reaction to it         | c1 | 'message':{'mid':'m1'}                   | c1 | 'reaction':{'mid':'m1','action':'react'}
        a reaction and its withdrawal          | c1 | 'reaction':{'mid':'m1','action':'react'} | c1 | 'reaction':{'mid':'m1','action':'unreact'}
        reactions with two emoji               | c1 | 'reaction':{'mid':'m1','emoji':'❤'}      | c1 | 'reaction':{'mid':'m1','emoji':'😀'}
        reactions of two people                | c1 | 'reaction':{'mid':'m1','action':'react'} | c2 | 'reaction':{'mid':'m1','action':'react'}
        reads of two people                    | c1 | 'read':{'mid':'m1'}                      | c2 | 'read':{'mid':'m1'}
        reactions with two names               | c1 | 'reaction':{'mid':'m1','reaction':'love'} | c1 | 'reaction':{'mid':'m1','reaction':'sad'}
        a message and its edit                 | c1 | 'message':{'mid':'m1','text':'a'}        | c1 | 'message_edit':{'mid':'m1','text':'a','num_edit':1}
        two edits of a message                 | c1 | 'message_edit':{'mid':'m1','text':'a','num_edit':1} | c1 | 'message_edit':{'mid':'m1','text':'a','num_edit':2}
        edits without numbers                  | c1 | 'message_edit':{'mid':'m1','text':'a'}   | c1 | 'message_edit':{'mid':'m1','text':'b'}
        unknown of the same characters         | c1 | 'new_kind':{'a':'1','b':'2'}             | c1 | 'new_kind':{'a':'1b2'}
        unknown in a list and in an object     | c1 | 'new_kind':['a','b']                     | c1 | 'new_kind':{'a':'b'}
        unknown with true and with its text    | c1 | 'new_kind':{'a':true}                    | c1 | 'new_kind':{'a':'true'}
        messages without mid                   | c1 | 'message':{'text':'a'}                   | c1 | 'message':{'text':'b'}
        """)
    void differsForDifferentUpdates(String what, String from1, String first, String from2, String second) {
        assertThat(id(item(from1, first), MONDAY)).isNotEqualTo(id(item(from2, second), MONDAY));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a comment, directly in the entry | 'changes':[{'field':'comments','value':{'id':'5'}}]  | 'field':'comments','value':{'id':'5'}
        a comment, notified later        | 'time':1,'changes':[{'field':'comments','value':{'id':'5'}}] | 'changes':[{'value':{'id':5},'field':'comments'}],'time':2
        an unknown kind, in a change     | 'messaging':[{'sender':{'id':'1'},'new_kind':{}}]    | 'changes':[{'field':'messages','value':{'new_kind':{},'sender':{'id':1}}}]
        a message, in a change           | 'messaging':[{'message':{'mid':'m1'}}]               | 'changes':[{'field':'messages','value':{'message':{'mid':'m1'}}}]
        an unknown field, in the entry   | 'changes':[{'field':'new','value':{}}]               | 'field':'new','value':{},'time':1,'uid':'2'
        """)
    void doesNotDependOnWhereInTheDeliveryTheUpdateStands(String what, String first, String second) {
        assertThat(idInEntry("'id':'17'," + first, MONDAY)).isEqualTo(idInEntry("'id':'17'," + second, TUESDAY));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        null alone, and as an entry          | null                                  | {'object':'instagram','entry':[null]}
        null as an entry, and in a list      | {'object':'instagram','entry':[null]} | {'object':'instagram','entry':[{'id':'17','messaging':[null]}]}
        null in two lists                    | {'object':'instagram','entry':[{'id':'17','messaging':[null]}]} | {'object':'instagram','entry':[{'id':'17','standby':[null]}]}
        nothing alone, and as an entry       | {}                                    | {'entry':[{}]}
        nothing as an entry, and in a list   | {'object':'instagram','entry':[{}]}   | {'object':'instagram','entry':[{'id':'17','messaging':[{}]}]}
        nothing in two lists                 | {'object':'instagram','entry':[{'id':'17','messaging':[{}]}]}   | {'object':'instagram','entry':[{'id':'17','standby':[{}]}]}
        nothing in a list, and as a change   | {'object':'instagram','entry':[{'id':'17','messaging':[{}]}]}   | {'object':'instagram','entry':[{'id':'17','changes':[{'field':'messages','value':{}}]}]}
        nothing as changes of two fields     | {'object':'instagram','entry':[{'id':'17','changes':[{'field':'messages','value':{}}]}]} | {'object':'instagram','entry':[{'id':'17','changes':[{'field':'message_edit','value':{}}]}]}
        two bodies without updates           | {'object':'instagram'}                | {'object':'instagram','entry':null}
        a number and its text                | 17                                    | '17'
        a new kind in two lists              | {'object':'instagram','entry':[{'id':'17','messaging':[{'new':1}]}]} | {'object':'instagram','entry':[{'id':'17','standby':[{'new':1}]}]}
        the same of two objects              | {'object':'page','entry':[{'id':'17','messaging':[{}]}]} | {'object':'user','entry':[{'id':'17','messaging':[{}]}]}
        the same of two accounts             | {'object':'instagram','entry':[{'id':'17','changes':[{'field':'new','value':{}}]}]} | {'object':'instagram','entry':[{'id':'18','changes':[{'field':'new','value':{}}]}]}
        """)
    void differsForWhatIsNotUnderstoodInAnotherPlace(String what, String first, String second) {
        assertThat(id(first.replace('\'', '"').getBytes(UTF_8), MONDAY))
                .isNotEqualTo(id(second.replace('\'', '"').getBytes(UTF_8), MONDAY));
    }

    @Test
    void differsInStandbyWhereNobodyMayAnswer() {
        assertThat(idInEntry("'id':'17','messaging':[{'message':{'mid':'m1'}}]", MONDAY))
                .isNotEqualTo(idInEntry("'id':'17','standby':[{'message':{'mid':'m1'}}]", MONDAY));
    }

    @Test
    void differsForBodiesThatAreNoTextInDifferentWays() {
        assertThat(id(new byte[] {(byte) 0xFE}, MONDAY)).isNotEqualTo(id(new byte[] {(byte) 0xFF}, MONDAY));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        reactions at two times | 'reaction':{'mid':'m1','action':'react'}
        unknown at two times   | 'new_kind':{}
        """)
    void differsForTheSameDoneAgain(String what, String content) {
        assertThat(id(item("c1", "1747231892000", content), MONDAY))
                .isNotEqualTo(id(item("c1", "1747231893000", content), MONDAY));
    }

    private static String id(String item, Instant receivedAt) {
        return idInEntry("'id':'17','messaging':[" + item + "]", receivedAt);
    }

    private static String idInEntry(String members, Instant receivedAt) {
        String body = "{'object':'instagram','entry':[{" + members + "}]}";
        return id(body.replace('\'', '"').getBytes(UTF_8), receivedAt);
    }

    private static String id(byte[] body, Instant receivedAt) {
        return Normaliser.normalise(Delivery.read(body).getFirst(), "17", receivedAt)
                .orElseThrow()
                .event()
                .id();
    }

    private static String item(String from, String content) {
        return item(from, "1747231892000", content);
    }

    private static String item(String from, String time, String content) {
        return "{'sender':{'id':'" + from + "'},'recipient':{'id':'17'},'timestamp':" + time + "," + content + "}";
    }
}
