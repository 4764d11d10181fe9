package io.instagramoperator.receiver.sink;

import static java.util.stream.Collectors.joining;

import io.instagramoperator.webhook.config.Token;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The headers that the owner of a subscription adds to its requests, such as {@code authorization}. */
final class ExtraHeaders {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~]+");

    /** They would pass for what this program says of the event and of its origin. */
    private static final List<String> OWN_PREFIXES = List.of("webhook-", "ce-");

    /** They describe the body or the connection; a wrong one lets a request be read as another one. */
    private static final Set<String> OWN = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final String ALL_OWN = Stream.concat(
                    OWN_PREFIXES.stream().map(prefix -> prefix + "*"),
                    OWN.stream().sorted())
            .collect(joining(", "));

    private ExtraHeaders() {}

    /**
     * Values by name, ready to be set.
     *
     * @param headers as they are in the files of {@code headersFolder}
     * @throws UnusableCredentialException if one is no header (RFC 9110 section 5), or one that only this program may set
     */
    static Map<String, String> checked(Map<String, Token> headers) throws UnusableCredentialException {
        Map<String, String> checked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, Token> header : headers.entrySet()) {
            String name = header.getKey();
            String value = header.getValue().value();
            if (!NAME.matcher(name).matches()) {
                throw unusable(name, "is no name of a header; name the key with letters, digits and '-' only");
            }
            if (isOwn(name.toLowerCase(Locale.ROOT))) {
                throw unusable(name, "is set by the receiver alone, as are " + ALL_OWN + "; remove this key");
            }
            if (!VALUE.matcher(value).matches()) {
                throw unusable(
                        name, "has a value with other characters than visible ASCII, space and tab; remove them");
            }
            if (checked.put(name, value) != null) {
                throw unusable(name, "is there twice, as capital letters make no difference; remove one key");
            }
        }
        return checked;
    }

    private static boolean isOwn(String name) {
        return OWN.contains(name) || OWN_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static UnusableCredentialException unusable(String name, String problem) {
        return new UnusableCredentialException("headersFolder/" + name + " " + problem);
    }
}
