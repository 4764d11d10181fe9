package io.instagramoperator.simulator.state;

import java.time.Instant;

/**
 * An access token of an account.
 *
 * @param issuedAt seconds since 1970
 * @param expiresAt seconds since 1970; 0 is never
 * @param revoked whether the person changed the password since
 */
public record AccessToken(String value, long issuedAt, long expiresAt, boolean revoked) {

    /** When tokens were made whose making nobody told: long ago. */
    public static final long LONG_AGO = 1_700_000_000;

    /** Whether it has run out. */
    public boolean isExpired(Instant now) {
        return expiresAt != 0 && expiresAt <= now.getEpochSecond();
    }

    @Override
    public String toString() {
        return "AccessToken[issuedAt=" + issuedAt + ", expiresAt=" + expiresAt + ", revoked=" + revoked + "]";
    }
}
