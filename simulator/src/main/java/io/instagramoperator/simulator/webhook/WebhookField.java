package io.instagramoperator.simulator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.instagramoperator.instagram.payload.Container;
import io.instagramoperator.simulator.state.Login;
import java.util.List;
import java.util.Optional;

/** Which subscription field brings an update (Webhooks reference, object {@code instagram}). */
final class WebhookField {

    private record Rule(String member, String field) {}

    /** In order: a message may come with a referral, and is then brought by the message's field. */
    private static final List<Rule> RULES = List.of(
            new Rule("message", "messages"),
            new Rule("message_edit", "message_edit"),
            new Rule("postback", "messaging_postbacks"),
            new Rule("reaction", "message_reactions"),
            new Rule("read", "messaging_seen"),
            new Rule("referral", "messaging_referral"),
            new Rule("optin", "messaging_optins"),
            new Rule("pass_thread_control", "messaging_handover"),
            new Rule("take_thread_control", "messaging_handover"),
            new Rule("request_thread_control", "messaging_handover"));

    private WebhookField() {}

    /** Empty if Meta documents no field for it: then it is sent whatever the app subscribed to. */
    static Optional<String> of(Container container, JsonNode item, Login login) {
        return switch (container) {
            case STANDBY -> Optional.of("standby");
            case CHANGES -> Optional.ofNullable(item.path("field").textValue());
            case MESSAGING -> {
                // Echoes are a field of their own with Instagram Login only.
                if (login == Login.INSTAGRAM && item.at("/message/is_echo").asBoolean()) {
                    yield Optional.of("message_echoes");
                }
                yield RULES.stream()
                        .filter(rule -> item.has(rule.member()))
                        .map(Rule::field)
                        .findFirst();
            }
        };
    }
}
