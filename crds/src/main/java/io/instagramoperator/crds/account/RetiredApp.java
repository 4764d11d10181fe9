package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.instagramoperator.crds.SecretKeyRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Meta app that the account had before. Meta repeats a webhook for 36 hours: as long, and some time more, the receiver also accepts what
 * this app has signed.
 *
 * @param appId      the app's id
 * @param secretRefs where its secrets are, or were
 * @param shared     whether accounts share it: a gateway then verifies and passes on
 * @param name       name of the MetaApp; absent: an app of the account's own
 * @param until      from when on it is no longer accepted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RetiredApp(
        @JsonPropertyDescription("Id of the Meta app.") @Required
        String appId,

        @JsonPropertyDescription("Secret keys with the app secret. They may be gone; then only the rest is accepted.")
        @Required
        @Size(max = 4) List<SecretKeyRef> secretRefs,

        @JsonPropertyDescription("Whether it is a MetaApp that accounts share, by spec.appRef.") @Required
        boolean shared,

        @JsonPropertyDescription("Name of the MetaApp. Absent: an app of the account\'s own.") @Nullable String name,

        @JsonPropertyDescription("From when on webhooks that it has signed are no longer accepted.") @Required
        Instant until) {

    /** An absent list is an empty one. */
    public RetiredApp {
        secretRefs = secretRefs == null ? List.of() : List.copyOf(secretRefs);
    }
}
