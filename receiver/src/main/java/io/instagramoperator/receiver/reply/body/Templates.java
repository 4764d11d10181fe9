package io.instagramoperator.receiver.reply.body;

import java.util.List;
import java.util.Set;

/** Payloads of attachments of type {@code template}. */
final class Templates {

    private static final int MOST_ELEMENTS = 10;
    private static final int MOST_CHARACTERS_OF_TITLE = 80;
    private static final int MOST_CHARACTERS_OF_SUBTITLE = 80;
    private static final int MOST_CHARACTERS_OF_TEXT = 640;

    private static final Set<String> TYPES = Set.of("generic", "button", "product");
    private static final Set<String> FIELDS = Set.of("template_type", "elements");
    private static final Set<String> BUTTON_FIELDS = Set.of("template_type", "text", "buttons");
    private static final Set<String> PRODUCT_FIELDS = Set.of("id");
    private static final List<String> BESIDE_TITLE = List.of("subtitle", "image_url", "default_action", "buttons");
    private static final Set<String> ELEMENT_FIELDS =
            Set.of("title", "subtitle", "image_url", "default_action", "buttons");

    private Templates() {}

    static void check(Place payload) {
        if (!payload.value().isObject()) {
            payload.refuse("must be an object with template_type");
            return;
        }
        payload.at("template_type").oneOf(TYPES).ifPresent(type -> {
            switch (type) {
                case "generic" -> checkElements(payload);
                case "button" -> checkButton(payload);
                default -> checkProducts(payload);
            }
        });
    }

    private static void checkElements(Place payload) {
        payload.isObjectOf(FIELDS, "");
        payload.at("elements").items(1, MOST_ELEMENTS).forEach(Templates::checkElement);
    }

    private static void checkElement(Place element) {
        if (!element.isObjectOf(ELEMENT_FIELDS, "{\"title\": \"…\", \"image_url\": \"https://…\"}")) {
            return;
        }
        element.at("title").textOf(MOST_CHARACTERS_OF_TITLE);
        if (BESIDE_TITLE.stream().noneMatch(element::has)) {
            element.refuse("needs one more property beside title: " + String.join(", ", BESIDE_TITLE));
        }
        if (element.has("subtitle")) {
            element.at("subtitle").textOf(MOST_CHARACTERS_OF_SUBTITLE);
        }
        if (element.has("image_url")) {
            WebAddress.checkMedia(element.at("image_url"));
        }
        if (element.has("default_action")) {
            Buttons.checkDefaultAction(element.at("default_action"));
        }
        if (element.has("buttons")) {
            Buttons.check(element.at("buttons"));
        }
    }

    private static void checkButton(Place payload) {
        payload.isObjectOf(BUTTON_FIELDS, "");
        payload.at("text").textOf(MOST_CHARACTERS_OF_TEXT);
        Buttons.check(payload.at("buttons"));
    }

    private static void checkProducts(Place payload) {
        payload.isObjectOf(FIELDS, "");
        for (Place product : payload.at("elements").items(1, MOST_ELEMENTS)) {
            if (product.isObjectOf(PRODUCT_FIELDS, "{\"id\": \"<product id of the catalogue>\"}")) {
                product.at("id").id();
            }
        }
    }
}
