package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The access token as Meta sees it.
 *
 * @param expiresAt           absent: never, or not known
 * @param dataAccessExpiresAt when Meta stops showing the app the account's data; absent: never, or not known
 * @param missingPermissions  permissions that the receiver needs and the token lacks
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TokenStatus(
        @JsonPropertyDescription("When the token expires. Absent: never, or not known.") @Nullable Instant expiresAt,

        @JsonPropertyDescription(
                "When Meta stops giving the app access to the account's data, about 90 days after a person last confirmed it. Absent: never, or not known.")
        @Nullable Instant dataAccessExpiresAt,

        @JsonPropertyDescription("Permissions that the receiver needs and the token lacks.")
        List<String> missingPermissions) {

    /** An absent list is an empty one. */
    public TokenStatus {
        missingPermissions = missingPermissions == null ? List.of() : List.copyOf(missingPermissions);
    }
}
