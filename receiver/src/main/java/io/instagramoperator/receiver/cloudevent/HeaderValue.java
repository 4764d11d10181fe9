package io.instagramoperator.receiver.cloudevent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** The value of an attribute as the value of a header ("HTTP Protocol Binding for CloudEvents", section 3.1.3.2). */
final class HeaderValue {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HeaderValue() {}

    /** The bytes of a text in UTF-8; those that may not stand in a header as %XX. */
    static String of(String text) {
        StringBuilder value = new StringBuilder(text.length());
        for (byte octet : text.getBytes(UTF_8)) {
            if (octet > ' ' && octet <= '~' && octet != '"' && octet != '%') {
                value.append((char) octet);
            } else {
                HEX.toHexDigits(value.append('%'), octet);
            }
        }
        return value.toString();
    }
}
