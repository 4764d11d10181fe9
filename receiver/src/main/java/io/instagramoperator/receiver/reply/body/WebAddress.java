package io.instagramoperator.receiver.reply.body;

import java.util.regex.Pattern;

/** Addresses in a body. Meta fetches those of media; a customer's browser opens those of buttons. */
final class WebAddress {

    /** Far more than a signed address of any object store has. */
    static final int MOST_CHARACTERS = 8_192;

    private static final Pattern HTTPS = Pattern.compile("(?i)https://[^\\s/?#]+([/?#].*)?", Pattern.DOTALL);
    private static final Pattern HTTP = Pattern.compile("(?i)https?://[^\\s/?#]+([/?#].*)?", Pattern.DOTALL);
    private static final Pattern END_OF_PATH = Pattern.compile("[?#].*", Pattern.DOTALL);
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    private WebAddress() {}

    /** Of a picture, film, recording or document that Meta fetches. */
    static void checkMedia(Place url) {
        url.text().ifPresent(text -> {
            if (!HTTPS.matcher(text).matches()) {
                url.refuse("must be an absolute https:// address, which Meta can fetch from the internet");
            } else if (!ASCII.matcher(fileName(text)).matches()) {
                url.refuse("has a file name that is not ASCII, which Meta does not fetch; rename the file");
            } else {
                checkLength(url, text);
            }
        });
    }

    /** Of a page that a button opens. */
    static void checkPage(Place url) {
        url.text().ifPresent(text -> {
            if (HTTP.matcher(text).matches()) {
                checkLength(url, text);
            } else {
                url.refuse("must be an absolute https:// or http:// address");
            }
        });
    }

    private static void checkLength(Place url, String text) {
        if (text.length() > MOST_CHARACTERS) {
            url.refuse("has " + text.length() + " characters; allowed: " + MOST_CHARACTERS);
        }
    }

    private static String fileName(String url) {
        String path = END_OF_PATH.matcher(url).replaceFirst("");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
