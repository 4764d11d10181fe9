package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;

/** The identity of the receiver's pods. It has no rights at the Kubernetes API, and no token to ask there with. */
public final class DesiredServiceAccount {

    private DesiredServiceAccount() {}

    public static ServiceAccount of(HasMetadata account) {
        return new ServiceAccountBuilder()
                .withMetadata(ReceiverLabels.metadata(account))
                .withAutomountServiceAccountToken(false)
                .build();
    }
}
