package io.instagramoperator.crds.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.instagramoperator.crds.GraphSpec;
import io.instagramoperator.crds.Patterns;
import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.pod.PodsSpec;
import io.instagramoperator.crds.webhook.WebhookSpec;
import org.jspecify.annotations.Nullable;

/**
 * What the platform team wants. The API server has filled in the defaults of every part that is not marked {@link Nullable}.
 *
 * @param instagramId    the account's id in webhooks, {@code entry.id}: 1 to 32 digits; immutable
 * @param login          the kind of Meta login that gave the access token; immutable
 * @param pageId         the Facebook Page linked to the account: there with {@link Login#FACEBOOK}, absent with {@link Login#INSTAGRAM}
 * @param app            the account's own Meta app; absent with {@code appRef}
 * @param appRef         the Meta app that it shares with other accounts; absent with {@code app}
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
@ValidationRule(
        value = "has(self.app) != has(self.appRef)",
        message =
                "give exactly one of app and appRef: app is a Meta app of this account's own, appRef names a MetaApp of this namespace that accounts share")
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

        @JsonPropertyDescription(
                "Meta app of this account alone: it sends the account's webhooks, and its secret signs them. Exactly one of app and appRef is required; an account may change from one to the other, and no webhook is lost.")
        @Nullable AppSpec app,

        @JsonPropertyDescription(
                "MetaApp that this account shares with others: its gateway takes their webhooks and passes them on. Exactly one of app and appRef is required.")
        @Nullable AppRef appRef,

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
        PodsSpec receiver,

        @JsonPropertyDescription(
                "What happens before this object goes when it is deleted. Drain: unsubscribe at Meta and deliver the backlog. Delete: unsubscribe at Meta. Orphan: leave Meta as it is. Drain and Delete wait while Meta cannot be reached; Orphan does not.")
        @Default("Drain")
        DeletionPolicy deletionPolicy) {}
