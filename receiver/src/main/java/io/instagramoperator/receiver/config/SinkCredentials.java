package io.instagramoperator.receiver.config;

import io.instagramoperator.webhook.config.Token;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets for one subscription's endpoint, as far as they could be read.
 *
 * @param signingSecrets what requests are signed with, in the order of the configuration
 * @param headers extra headers by name
 * @param authorities certificates in PEM that are trusted instead of the public authorities
 * @param missing what the configuration names and could not be read, such as {@code subscriptions[crm].http.caFile: Missing}
 */
public record SinkCredentials(
        List<Token> signingSecrets, Map<String, Token> headers, Optional<Token> authorities, List<String> missing) {

    /** Whether all that the configuration names is there; without that nothing should be sent. */
    public boolean complete() {
        return missing.isEmpty();
    }
}
