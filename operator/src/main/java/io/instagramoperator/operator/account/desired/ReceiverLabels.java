package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;

/** The labels of everything that belongs to a receiver. */
public final class ReceiverLabels {

    /** The account's name: leads from a pod back to its account. */
    public static final String ACCOUNT = "instagram-operator.io/account";

    /** Selects what this operator made for receivers, of whatever account. */
    public static final String SELECTOR =
            "app.kubernetes.io/name=instagram-receiver,app.kubernetes.io/managed-by=instagram-operator";

    private ReceiverLabels() {}

    /** All labels. */
    public static Map<String, String> of(HasMetadata account) {
        return Map.of(
                "app.kubernetes.io/name",
                "instagram-receiver",
                "app.kubernetes.io/instance",
                account.getMetadata().getName(),
                "app.kubernetes.io/managed-by",
                "instagram-operator",
                ACCOUNT,
                account.getMetadata().getName());
    }

    /** Those that select the pods of one account. A Deployment's selector can never be changed, so it has no more than it needs. */
    static Map<String, String> selectorOf(HasMetadata account) {
        return Map.of(
                "app.kubernetes.io/name",
                "instagram-receiver",
                "app.kubernetes.io/instance",
                account.getMetadata().getName());
    }
}
