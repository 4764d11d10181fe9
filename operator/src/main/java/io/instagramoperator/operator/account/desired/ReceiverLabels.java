package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.instagramoperator.operator.identity.Identity;
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
        return Identity.RECEIVER.labels(account);
    }

    /** Name, namespace and labels of a receiver's object. */
    public static ObjectMeta metadata(HasMetadata account) {
        return Identity.RECEIVER.metadata(account);
    }

    /** Those that select the pods of one account. */
    static Map<String, String> selectorOf(HasMetadata account) {
        return Identity.RECEIVER.selector(account);
    }
}
