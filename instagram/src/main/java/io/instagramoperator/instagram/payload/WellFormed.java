package io.instagramoperator.instagram.payload;

import org.jspecify.annotations.Nullable;

/** Texts that every encoding can carry: half a surrogate pair, which JSON can escape, becomes U+FFFD. */
final class WellFormed {

    private WellFormed() {}

    static String text(String text) {
        @Nullable StringBuilder repaired = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            repaired = repaired == null ? new StringBuilder(text) : repaired;
            repaired.setCharAt(i, '\uFFFD');
        }
        return repaired == null ? text : repaired.toString();
    }
}
