package io.instagramoperator.webhook.config;

import java.time.Instant;
import java.util.List;

/**
 * The secret files of a configuration, read at one moment; equal to an earlier reading if nothing has changed.
 *
 * @param <K> what the secrets are used as
 */
public interface CredentialFiles<K> {

    /** One per file that the configuration names. */
    List<CredentialState> states();

    /** The secrets of the files, whose newest value was read at this time for the first time. */
    K credentials(Instant readAt);
}
