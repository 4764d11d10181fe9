package io.instagramoperator.simulator.chat;

import java.util.Map;

/** Meta's names of reactions, and the emoji that they stand for. */
final class Reactions {

    private static final Map<String, String> EMOJI = Map.of(
            "love", "\u2764\ufe0f",
            "laugh", "\ud83d\ude06",
            "wow", "\ud83d\ude2e",
            "sad", "\ud83d\ude22",
            "angry", "\ud83d\ude21",
            "like", "\ud83d\udc4d");

    private Reactions() {}

    /** The emoji of a name; anything else is an emoji itself. */
    static String emoji(String reaction) {
        return EMOJI.getOrDefault(reaction, reaction);
    }

    static String name(String emoji) {
        return EMOJI.entrySet().stream()
                .filter(entry -> entry.getValue().equals(emoji))
                .map(Map.Entry::getKey)
                .findAny()
                .orElse("other");
    }
}
