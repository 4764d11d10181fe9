package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.Patterns;
import io.instagramoperator.crds.SecretKeyRef;
import org.jspecify.annotations.Nullable;

/**
 * What the platform team wants. The API server has filled in the defaults of every part that is not marked {@link Nullable}.
 *
 * @param instagramId    the account's id in webhooks, {@code entry.id}: 1 to 32 digits; immutable
 * @param login          the kind of Meta login that gave the access token; immutable
 * @param pageId         the Facebook Page linked to the account: there with {@link Login#FACEBOOK}, absent with {@link Login#INSTAGRAM}
 * @param app            the Meta app whose secret signs the webhooks
 * @param accessTokenRef the account's access token
 * @param verifyTokenRef the token of Meta's callback check; absent: derived from the app secret
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.login != 'Facebook' || has(self.pageId)",
        fieldPath = ".pageId",
        reason = "FieldValueRequired",
        message = "with login: Facebook give the id of the Facebook Page that the Instagram account is linked to")
@ValidationRule(
        value = "self.login != 'Instagram' || !has(self.pageId)",
        fieldPath = ".pageId",
        reason = "FieldValueForbidden",
        message = "a Page belongs to login: Facebook; with login: Instagram leave pageId out")
public record InstagramAccountSpec(
        @JsonPropertyDescription(
                "Instagram id of the professional account, as in entry.id of its webhooks: 1 to 32 digits, in quotes. Cannot be changed.")
        @Required
        @Size(max = 32) @ValidationRule(
                value = "self.matches('" + Patterns.META_ID + "')",
                message = "instagramId must be 1 to 32 digits: the account's id, not its user name")
        @ValidationRule(
                value = "self == oldSelf",
                message = "instagramId cannot be changed: create another InstagramAccount for another account")
        String instagramId,

        @JsonPropertyDescription(
                "Meta login that the access token comes from. Facebook: a Page token, used at graph.facebook.com. Instagram: a token of the account itself, used at graph.instagram.com. Cannot be changed.")
        @Required
        @ValidationRule(
                value = "self == oldSelf",
                message =
                        "login cannot be changed: delete this InstagramAccount and create it again with the other login")
        Login login,

        @JsonPropertyDescription(
                "Id of the Facebook Page that the Instagram account is linked to: 1 to 32 digits, in quotes. Required with login: Facebook, refused with login: Instagram.")
        @Size(max = 32) @ValidationRule(
                value = "self.matches('" + Patterns.META_ID + "')",
                message = "pageId must be 1 to 32 digits: the Page's id, not its name")
        @Nullable String pageId,

        @JsonPropertyDescription("Meta app that sends this account's webhooks, and whose secret signs them.") @Required
        AppSpec app,

        @JsonPropertyDescription(
                "Secret key with the account's access token: a Page token with login: Facebook, the account's own token with login: Instagram. A changed value is used without a restart.")
        @Required
        SecretKeyRef accessTokenRef,

        @JsonPropertyDescription(
                "Secret key with the verify token that Meta sends when it checks the callback URL. Without it the token is derived from the app secret.")
        @Nullable SecretKeyRef verifyTokenRef,

        @JsonPropertyDescription("How Meta reaches the receiver, and what it is asked to send.") @Default("{}")
        WebhookSpec webhook,

        @JsonPropertyDescription("Meta's Graph API as the receiver calls it.") @Default("{}")
        GraphSpec graph,

        @JsonPropertyDescription("Where the receiver keeps events, and for how long.") @Default("{}")
        StoreSpec store,

        @JsonPropertyDescription("The HTTP API through which applications read events and reply.") @Default("{}")
        ApiSpec api,

        @JsonPropertyDescription("Replies to customers through Meta's Send API.") @Default("{}")
        RepliesSpec replies,

        @JsonPropertyDescription("The pod that serves this account.") @Default("{}")
        ReceiverSpec receiver,

        @JsonPropertyDescription(
                "What happens before this object goes when it is deleted. Drain: unsubscribe at Meta and deliver the backlog. Delete: unsubscribe at Meta. Orphan: leave Meta as it is. Drain and Delete wait while Meta cannot be reached; Orphan does not.")
        @Default("Drain")
        DeletionPolicy deletionPolicy) {}
