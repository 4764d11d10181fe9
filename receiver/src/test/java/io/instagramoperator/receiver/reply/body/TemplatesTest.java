package io.instagramoperator.receiver.reply.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates and their buttons. */
class TemplatesTest {

    private static final String POSTBACK = "{'type':'postback','title':'Chat','payload':'CHAT'}";
    private static final String ELEMENT = "{'title':'Hat','subtitle':'for everyone'}";
    private static final String PRODUCT = "{'id':'1234567890'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'template_type':'generic','elements':[" + ELEMENT + "]}",
                "{'template_type':'generic','elements':[{'title':'Hat','image_url':'https://x.example/hat.jpg'}]}",
                "{'template_type':'generic','elements':[{'title':'Hat','default_action':{'type':'web_url','url':'https://x.example'}}]}",
                "{'template_type':'generic','elements':[{'title':'Hat','buttons':[" + POSTBACK
                        + ",{'type':'web_url','title':'See','url':'http://x.example/söckchen'}]}]}",
                "{'template_type':'button','text':'What next?','buttons':[" + POSTBACK + "]}",
                "{'template_type':'product','elements':[" + PRODUCT + "]}",
            })
    void takesWhatMetaTakes(String payload) {
        assertThat(Checked.errors(Checked.template(payload))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null                             | : must be an object with template_type",
                "{}                               | .template_type: is required; allowed: button, generic, product",
                "{'template_type':'receipt'}      | .template_type: has value 'receipt'; allowed: button, generic, product",
                "{'template_type':'generic'}      | .elements: must be an array of 1 to 10",
                "{'template_type':'generic','elements':[],'buttons':[]} | .buttons: is unknown; allowed here: elements, template_type",
                "{'template_type':'generic','elements':['Hat']}        | .elements[0]: must be an object like {\"title\"",
                "{'template_type':'generic','elements':[{'title':'Hat','price':1}]} | .elements[0].price: is unknown; allowed here: buttons, default_action, image_url, subtitle, title",
                "{'template_type':'generic','elements':[{'subtitle':'x'}]} | .elements[0].title: is required",
                "{'template_type':'generic','elements':[{'title':'Hat'}]}  | .elements[0]: needs one more property beside title: subtitle, image_url, default_action, buttons",
                "{'template_type':'generic','elements':[{'title':'Hat','image_url':'http://x.example/a.png'}]} | .elements[0].image_url: must be an absolute https:// address",
                "{'template_type':'generic','elements':[{'title':'Hat','default_action':{'type':'postback','url':'https://x.example'}}]} | .elements[0].default_action.type: has value 'postback'; allowed: web_url",
                "{'template_type':'generic','elements':[{'title':'Hat','default_action':{'type':'web_url','url':'https://x.example','title':'See'}}]} | .elements[0].default_action.title: is unknown; allowed here: type, url",
                "{'template_type':'generic','elements':[{'title':'Hat','default_action':{'type':'web_url'}}]} | .elements[0].default_action.url: is required",
                "{'template_type':'generic','elements':[{'title':'Hat','buttons':[{}]}]} | .elements[0].buttons[0].type: is required; allowed: postback, web_url",
                "{'template_type':'button','buttons':[{'type':'postback','title':'A','payload':'A'}]} | .text: is required",
                "{'template_type':'button','text':'x'}                 | .buttons: must be an array of 1 to 3",
                "{'template_type':'button','text':'x','elements':[]}   | .elements: is unknown; allowed here: buttons, template_type, text",
                "{'template_type':'button','text':'x','buttons':['A']} | .buttons[0]: must be an object like",
                "{'template_type':'button','text':'x','buttons':[{'type':'phone_number','title':'A'}]} | .buttons[0].type: has value 'phone_number'; allowed: postback, web_url",
                "{'template_type':'button','text':'x','buttons':[{'type':'postback','payload':'A'}]} | .buttons[0].title: is required",
                "{'template_type':'button','text':'x','buttons':[{'type':'postback','title':'A'}]} | .buttons[0].payload: is required",
                "{'template_type':'button','text':'x','buttons':[{'type':'postback','title':'A','payload':'A','url':'https://x.example'}]} | .buttons[0].url: is unknown; allowed here: payload, title, type",
                "{'template_type':'button','text':'x','buttons':[{'type':'web_url','title':'A','url':'x.example'}]} | .buttons[0].url: must be an absolute https:// or http:// address",
                "{'template_type':'product','elements':[]}             | .elements: has 0 items; Meta takes 1 to 10",
                "{'template_type':'product','elements':[{'id':1234567890}]} | .elements[0].id: is a number, which loses digits on its way; put it in quotes",
                "{'template_type':'product','elements':[{'title':'Hat'}]} | .elements[0].title: is unknown; allowed here: id",
            })
    void namesTheFieldAndTheRemedy(String payload, String error) {
        assertThat(Checked.errors(Checked.template(payload)))
                .anySatisfy(found -> assertThat(found).startsWith("message.attachment.payload" + error));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "title    | 80  | has 81 characters and Meta takes 80; shorten it",
                "subtitle | 80  | has 81 characters and Meta takes 80; shorten it",
                "text     | 640 | has 641 characters and Meta takes 640; shorten it",
            })
    void countsCharactersAndNotBytes(String field, int most, String error) {
        // Given
        String form = field.equals("text")
                ? "{'template_type':'button','text':'%s','buttons':[" + POSTBACK + "]}"
                : "{'template_type':'generic','elements':["
                        + ELEMENT.replaceFirst("'" + field + "':'[^']*", "'" + field + "':'%s") + "]}";

        // When // Then
        assertThat(Checked.errors(Checked.template(form.formatted("😀".repeat(most)))))
                .isEmpty();
        assertThat(Checked.errors(Checked.template(form.formatted("😀".repeat(most + 1)))))
                .singleElement()
                .asString()
                .endsWith(field + ": " + error);
    }

    @Test
    void takesTenElementsAndThreeButtons() {
        assertThat(Checked.errors(generic(10, 3))).isEmpty();
        assertThat(Checked.errors(generic(11, 3)))
                .containsExactly("message.attachment.payload.elements: has 11 items; Meta takes 1 to 10");
        assertThat(Checked.errors(generic(1, 4)))
                .containsExactly("message.attachment.payload.elements[0].buttons: has 4 items; Meta takes 1 to 3");
        assertThat(Checked.errors(
                        Checked.template("{'template_type':'product','elements':" + Checked.array(11, PRODUCT) + "}")))
                .containsExactly("message.attachment.payload.elements: has 11 items; Meta takes 1 to 10");
    }

    private static String generic(int elements, int buttons) {
        String element = "{'title':'Hat','buttons':" + Checked.array(buttons, POSTBACK) + "}";
        return Checked.template("{'template_type':'generic','elements':" + Checked.array(elements, element) + "}");
    }
}
