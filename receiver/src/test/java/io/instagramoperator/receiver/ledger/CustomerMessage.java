package io.instagramoperator.receiver.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.instagramoperator.receiver.ReceiverHome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message with this number in its conversation, counted from 1. All of it follows from these two, so that the audit can tell
 * each byte that must have been stored.
 *
 * @param conversation the IGSID
 */
record CustomerMessage(long conversation, int number) {

    static final String ACCOUNT = "17841405822304914";

    private static final Pattern ID = Pattern.compile("m_(\\d+)_(\\d+)");
    private static final long FIRST_TIME = 1_790_000_000_000L;

    /** The message with an id that {@link #id} gave. */
    static CustomerMessage withId(String id) {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no message of the generator: '" + id + "'");
        }
        return new CustomerMessage(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    String id() {
        return "m_" + conversation + "_" + number;
    }

    /** Mostly short; now and then so long that it fills a page, and deliveries are large. */
    String text() {
        int repeated = number % 4 == 0 ? 3_000 : number % 7;
        return "message %d of %d: \"caf\u00e9\" \ud83d\ude00 %s".formatted(number, conversation, "x".repeat(repeated));
    }

    /** The item of a delivery, with blanks and escapes that survive only if its bytes are kept as they are. */
    byte[] item() {
        return """
                { "sender" : {"id":"%d"},"recipient":{"id":"%s"}, "timestamp":%d,"message":{"mid":"%s","text":"%s"} }""".formatted(
                        conversation,
                        ACCOUNT,
                        FIRST_TIME + number,
                        id(),
                        text().replace("\"", "\\\"").replace("\u00e9", "\\u00e9"))
                .getBytes(UTF_8);
    }

    static String webhookPath() {
        return ReceiverHome.CALLBACK.substring("https://hooks.example.com".length());
    }

    @Override
    public String toString() {
        return conversation + "-" + number;
    }
}
