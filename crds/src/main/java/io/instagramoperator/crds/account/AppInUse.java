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
 * The Meta app that the receiver works with. Written before the receiver is changed, so that an app that is left is known for as long as Meta
 * may still send what it has signed with it.
 *
 * @param appId      the app's id
 * @param secretRefs where its secrets are
 * @param shared     whether accounts share it: a gateway then verifies and passes on
 * @param name       name of the MetaApp; absent: an app of the account's own
 * @param since      when it came into use
 * @param routed     whether every ready pod of the MetaApp's gateway was seen to know the account; absent: an app of the account's own, or recorded by
 *                   a version that did not ask
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AppInUse(
        @JsonPropertyDescription("Id of the Meta app.") @Required
        String appId,

        @JsonPropertyDescription("Secret keys with the app secret.") @Required @Size(max = 4) List<SecretKeyRef> secretRefs,

        @JsonPropertyDescription("Whether it is a MetaApp that accounts share, by spec.appRef.") @Required
        boolean shared,

        @JsonPropertyDescription("Name of the MetaApp. Absent: an app of the account\'s own.") @Nullable String name,

        @JsonPropertyDescription("When it came into use.") @Required
        Instant since,

        @JsonPropertyDescription(
                "Whether every ready pod of the MetaApp's gateway passes the account's webhooks on. The account is not subscribed at Meta before. Absent: an app of the account's own, or one that a version of the operator has recorded that did not ask.")
        @Nullable Boolean routed) {

    /** An absent list is an empty one. */
    public AppInUse {
        secretRefs = secretRefs == null ? List.of() : List.copyOf(secretRefs);
    }
}
