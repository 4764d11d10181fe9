package io.instagramoperator.receiver.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Values that occur nowhere by accident. The characters that are escaped in URLs and in JSON are there to see escaped forms too. */
enum Canary {
    APP_SECRET("canary0app0secret0c0ffee0c0ffee0"),
    OLD_APP_SECRET("canary0old0app0secret0decade0dec"),
    ACCESS_TOKEN("CanaryAccess~Token/7f3a+9b1c=tail"),
    NEWER_ACCESS_TOKEN("CanaryNewer~Token/31c8+0d5e=tail"),
    REFRESHED_TOKEN("CanaryRefreshed~Token/55d0+aa41=tail"),
    VERIFY_TOKEN("canary-verify/token+61b2=tail"),
    API_TOKEN("CanaryApi~Token/0c1d+77e2=tail"),
    WRONG_API_TOKEN("CanaryWrong~Token/4f4f+1212=tail"),
    WRONG_VERIFY_TOKEN("canary-wrong-verify-8d8d"),
    SIGNING_KEY("canary signing key of 32 bytes!!"),
    HEADER("canary-header-value/93fe+=tail"),
    INCOMING_TEXT("canary text of a customer 1b9d"),
    OUTGOING_TEXT("canary text of a shop 7c2e"),
    REFUSED_TEXT("canary text that is refused e41f");

    private final String value;

    Canary(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }

    boolean isText() {
        return name().endsWith("_TEXT");
    }

    static List<Canary> secrets() {
        return Arrays.stream(values()).filter(canary -> !canary.isText()).toList();
    }

    static List<Canary> all() {
        return List.of(values());
    }

    /** Whether a text shows this value, as it is or as programs write it. */
    boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return forms().anyMatch(text::contains) || lower.contains(HexFormat.of().formatHex(value.getBytes(UTF_8)));
    }

    private Stream<String> forms() {
        String url = URLEncoder.encode(value, UTF_8);
        return Stream.concat(
                Stream.of(value, url, url.replace("+", "%20"), value.replace("/", "\\/")),
                Stream.of(0, 1, 2).flatMap(this::base64));
    }

    /** Base64 of something that has this value behind so many bytes, without what depends on what stands around it. */
    private Stream<String> base64(int before) {
        byte[] bytes = new byte[before + value.length()];
        System.arraycopy(value.getBytes(UTF_8), 0, bytes, before, value.length());
        int from = before == 0 ? 0 : before + 1;
        int to = bytes.length / 3 * 4;
        return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                .map(encoder -> encoder.encodeToString(bytes).substring(from, to));
    }
}
