package io.instagramoperator.gateway.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message with this number in its conversation, counted from 1. All of it follows from these three, so that the audit can
 * tell each byte that must have been stored.
 *
 * @param account the Instagram id
 * @param conversation the IGSID
 */
record CustomerMessage(String account, long conversation, int number) {

    private static final Pattern ID = Pattern.compile("m_(\\d+)_(\\d+)_(\\d+)");
    private static final long FIRST_TIME = 1_790_000_000_000L;

    /** The message with an id that {@link #id} gave. */
    static CustomerMessage withId(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no message of the generator: '" + id + "'");
        }
        return new CustomerMessage(
                matcher.group(1), Long.parseLong(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    String id() {
        return "m_" + account + "_" + conversation + "_" + number;
    }

    /** Mostly short; now and then so long that deliveries are large. */
    private String text() {
        int repeated = number % 4 == 0 ? 3_000 : number % 7;
        return "\\\"caf\\u00e9\\\" " + "x".repeat(repeated);
    }

    /** The item of a delivery, with blanks and escapes that survive only if its bytes are kept as they are. */
    String item() {
        return """
                { "sender" : {"id":"%d"},"recipient":{"id":"%s"}, "timestamp":%d,"message":{"mid":"%s","text":"%s"} }""".formatted(conversation, account, FIRST_TIME + number, id(), text());
    }

    /** An entry that brings it alone. */
    String entry() {
        return "{ \"id\":\"%s\",\"time\":1790000000,\"messaging\":[%s]}".formatted(account, item());
    }
}
