package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import io.instagramoperator.crds.SecretKeyRef;
import java.util.List;

/**
 * The Meta app of one account alone.
 *
 * @param id         the app's id, 1 to 32 digits
 * @param secretRefs 1 to 4 app secrets; a webhook signed with any of them is accepted
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AppSpec(
        @JsonPropertyDescription(
                "Id of the Meta app: 1 to 32 digits, in quotes. Needed to register the webhook and to inspect the token.")
        @Required
        @Size(max = 32) @ValidationRule(
                value = "self.matches('" + Patterns.META_ID + "')",
                message = "id must be 1 to 32 digits: the App ID in Meta's App Dashboard")
        String id,

        @JsonPropertyDescription(
                "Secret keys with the app secret, 1 to 4 of them. A signature made with any of them is accepted, so that a secret can be rotated: add the new one, change it at Meta, remove the old one.")
        @Required
        @Size(min = 1, max = 4) List<SecretKeyRef> secretRefs) {}
