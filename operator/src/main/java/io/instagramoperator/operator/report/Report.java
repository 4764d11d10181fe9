package io.instagramoperator.operator.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of every report, of a receiver's as of a gateway's. Two reports are equal when nothing happened that anybody has to be told. */
public interface Report {

    /** SHA-256 of the configuration in force; absent: none has ever been valid. */
    @Nullable String configHash();

    /** Why a newer configuration was refused. */
    @Nullable ConfigError configError();

    /** What the process does now. */
    Phase phase();

    /** The files of Secrets that the configuration names. */
    List<Credential> credentials();

    /** When the newest value of these was read for the first time, RFC 3339. */
    @Nullable String credentialsReadAt();

    /** Whether Meta has said what it thinks, which a process that runs asks first of all. */
    boolean hasAskedMeta();

    /** Whether there is a problem whose end should be seen soon. */
    boolean troubled();

    /** Whether the process works by the configuration with this hash. */
    default boolean applied(String hash) {
        return hash.equals(configHash());
    }

    /** Whether the process has read the configuration with this hash and does not work by it. */
    default boolean refused(String hash) {
        ConfigError error = configError();
        return error != null && hash.equals(error.hash());
    }

    /** Whether it lacks this configuration or a credential, and so waits for its volume to be refreshed. */
    default boolean lacks(String hash) {
        return !(applied(hash) || refused(hash)) || credentials().stream().anyMatch(Credential::isLacking);
    }
}
