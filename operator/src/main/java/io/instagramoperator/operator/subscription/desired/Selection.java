package io.instagramoperator.operator.subscription.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.subscription.AccountRef;
import io.instagramoperator.crds.subscription.AccountSelector;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.LabelRequirement;
import java.util.Map;
import java.util.Optional;

/** Which accounts a subscription is about: those of its namespace that its reference or its selector means. */
public final class Selection {

    private Selection() {}

    /** Whether the subscription is about this account. */
    public static boolean matches(EventSubscription subscription, HasMetadata account) {
        if (!subscription
                .getMetadata()
                .getNamespace()
                .equals(account.getMetadata().getNamespace())) {
            return false;
        }
        AccountRef ref = subscription.getSpec().accountRef();
        if (ref != null) {
            return ref.name().equals(account.getMetadata().getName());
        }
        AccountSelector selector = subscription.getSpec().accountSelector();
        return selector != null && matches(selector, labels(account));
    }

    private static boolean matches(AccountSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(selector.matchLabels().entrySet())
                && selector.matchExpressions().stream().allMatch(requirement -> matches(requirement, labels));
    }

    private static boolean matches(LabelRequirement requirement, Map<String, String> labels) {
        Optional<String> value = Optional.ofNullable(labels.get(requirement.key()));
        return switch (requirement.operator()) {
            case IN -> value.filter(requirement.values()::contains).isPresent();
            case NOT_IN -> value.filter(requirement.values()::contains).isEmpty();
            case EXISTS -> value.isPresent();
            case DOES_NOT_EXIST -> value.isEmpty();
        };
    }

    private static Map<String, String> labels(HasMetadata account) {
        Map<String, String> labels = account.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }
}
