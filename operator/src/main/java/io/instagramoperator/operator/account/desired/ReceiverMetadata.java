package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** Name, namespace and labels of a receiver's object. */
final class ReceiverMetadata {

    private ReceiverMetadata() {}

    static ObjectMeta of(HasMetadata account) {
        return new ObjectMetaBuilder()
                .withName(ReceiverName.of(account))
                .withNamespace(account.getMetadata().getNamespace())
                .withLabels(ReceiverLabels.of(account))
                .build();
    }
}
