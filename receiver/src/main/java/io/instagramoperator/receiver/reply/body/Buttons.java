package io.instagramoperator.receiver.reply.body;

import java.util.Set;

/** Buttons of templates. Of those that Messenger knows, Instagram has two. */
final class Buttons {

    private static final int MOST = 3;
    private static final String WEB_URL = "web_url";
    private static final Set<String> TYPES = Set.of(WEB_URL, "postback");
    private static final Set<String> FIELDS = Set.of("type", "title", "url", "payload");
    private static final Set<String> WEB_URL_FIELDS = Set.of("type", "title", "url");
    private static final Set<String> POSTBACK_FIELDS = Set.of("type", "title", "payload");
    private static final Set<String> ACTION_FIELDS = Set.of("type", "url");

    private Buttons() {}

    static void check(Place buttons) {
        buttons.items(1, MOST).forEach(Buttons::checkOne);
    }

    /** What a tap on the element itself does: a button without a title. */
    static void checkDefaultAction(Place action) {
        if (action.isObjectOf(ACTION_FIELDS, "{\"type\": \"web_url\", \"url\": \"https://…\"}")) {
            action.at("type").oneOf(Set.of(WEB_URL));
            WebAddress.checkPage(action.at("url"));
        }
    }

    private static void checkOne(Place button) {
        if (!button.value().isObject()) {
            button.isObjectOf(FIELDS, "{\"type\": \"postback\", \"title\": \"…\", \"payload\": \"…\"}");
            return;
        }
        button.at("type").oneOf(TYPES).ifPresent(type -> {
            boolean opensPage = type.equals(WEB_URL);
            button.isObjectOf(opensPage ? WEB_URL_FIELDS : POSTBACK_FIELDS, "");
            if (opensPage) {
                WebAddress.checkPage(button.at("url"));
            } else {
                button.at("payload").text();
            }
        });
        button.at("title").text();
    }
}
