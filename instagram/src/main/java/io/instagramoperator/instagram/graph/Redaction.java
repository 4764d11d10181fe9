package io.instagramoperator.instagram.graph;

import java.util.List;
import java.util.regex.Pattern;

/** Makes a text from outside fit to be shown and logged: Meta's error messages can quote tokens. */
final class Redaction {

    private static final int MAX_LENGTH = 500;

    /** Tokens by their prefixes (Page and user tokens, Instagram tokens), app tokens, and anything given as a secret parameter. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("\\b(EAA|IGAA|IGQ)[A-Za-z0-9_-]{8,}"),
            Pattern.compile("\\b\\d{6,32}\\|[A-Za-z0-9_-]{8,}"),
            Pattern.compile(
                    "(?i)(access_token|input_token|client_secret|verify_token|appsecret_proof)[\"']?\\s*[=:]\\s*[\"']?[^\\s\"'&,}]+"));

    private Redaction() {}

    static String redact(String text, List<Secret> known) {
        String safe = text;
        for (Secret secret : known) {
            safe = safe.replace(secret.reveal(), "[secret]");
            // An app access token is id|secret, and the secret alone is as dangerous.
            String appSecret = secret.reveal().substring(secret.reveal().indexOf('|') + 1);
            if (!appSecret.isEmpty()) {
                safe = safe.replace(appSecret, "[secret]");
            }
        }
        for (Pattern pattern : SECRETS) {
            safe = pattern.matcher(safe).replaceAll("[secret]");
        }
        safe = safe.replaceAll("\\p{Cntrl}+", " ").strip();
        return safe.length() <= MAX_LENGTH ? safe : safe.substring(0, MAX_LENGTH) + "…";
    }
}
