package io.instagramoperator.crds.subscription;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application team wants. The API server has filled in the defaults of every part that is not marked {@link Nullable}.
 *
 * @param accountRef      the one account whose events are ordered; absent with {@code accountSelector}
 * @param accountSelector the accounts whose events are ordered; absent with {@code accountRef}
 * @param types           names of events, in which {@code *} stands for any characters, at most 100; empty: everything
 * @param sink            where the events go
 * @param delivery        how they go there
 * @param start           where the subscription begins when it first appears
 * @param suspended       whether nothing is sent for the time being
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "has(self.accountRef) != has(self.accountSelector)",
        message =
                "give exactly one of accountRef and accountSelector: accountRef names one InstagramAccount of this namespace, accountSelector chooses all that have certain labels")
public record EventSubscriptionSpec(
        @JsonPropertyDescription(
                "The one account whose events are ordered. Exactly one of accountRef and accountSelector is required.")
        @Nullable AccountRef accountRef,

        @JsonPropertyDescription(
                "The accounts of this namespace whose events are ordered, by their labels; the empty selector {} matches all of them. Exactly one of accountRef and accountSelector is required.")
        @Nullable AccountSelector accountSelector,

        @JsonPropertyDescription(
                "Names of the events that are wanted, at most 100; * stands for any characters, as in message.* or postback.received. Without any: everything.")
        @Size(min = 1, max = 100) @ValidationRule(
                value = "self.all(type, type.matches('^[a-z_.*]{1,64}$'))",
                messageExpression =
                        "'types must be names of events, and ' + self.filter(type, !type.matches('^[a-z_.*]{1,64}$'))[0] + ' is none: use a-z, _, . and *, for example message.received or message.*'",
                message = "types must be names of events")
        List<@Size(max = 128) String> types,

        @JsonPropertyDescription("Where the events go.") @Required
        SinkSpec sink,

        @JsonPropertyDescription("In which order, how fast and for how long events are sent.") @Default("{}")
        DeliverySpec delivery,

        @JsonPropertyDescription(
                "Where the subscription begins. Now: with what arrives after it first appeared. Earliest: with the earliest event that the account's log still holds. Only read when the subscription first appears at an account; a later change has no effect, use replay for that.")
        @Default("Now")
        Start start,

        @JsonPropertyDescription(
                "Whether nothing is sent for the time being. Events are kept meanwhile, until they are older than delivery.maxAge and become dead letters.")
        @Default("false")
        Boolean suspended) {

    /** An absent list, which the schema allows, is an empty one here. */
    public EventSubscriptionSpec {
        types = types == null ? List.of() : List.copyOf(types);
    }
}
