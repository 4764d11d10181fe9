package io.instagramoperator.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.state.Login;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookFieldTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                    MESSAGING | FACEBOOK  | {"message":{}}                | messages
                    MESSAGING | FACEBOOK  | {"message":{"is_echo":true}}  | messages
                    MESSAGING | INSTAGRAM | {"message":{"is_echo":true}}  | message_echoes
                    MESSAGING | INSTAGRAM | {"referral":{},"message":{}}  | messages
                    MESSAGING | FACEBOOK  | {"read":{}}                   | messaging_seen
                    MESSAGING | FACEBOOK  | {"reaction":{}}               | message_reactions
                    MESSAGING | FACEBOOK  | {"postback":{}}               | messaging_postbacks
                    MESSAGING | FACEBOOK  | {"hologram":{}}               | -
                    STANDBY   | FACEBOOK  | {"message":{}}                | standby
                    CHANGES   | FACEBOOK  | {"field":"comments"}          | comments
                    CHANGES   | FACEBOOK  | {}                            | -""")
    void knows_the_field_that_brings_an_update(Container container, Login login, String item, String field)
            throws IOException {
        assertThat(WebhookField.of(container, new ObjectMapper().readTree(item), login))
                .isEqualTo(Optional.ofNullable(field));
    }
}
