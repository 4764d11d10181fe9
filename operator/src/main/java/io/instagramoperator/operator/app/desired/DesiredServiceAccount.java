package io.instagramoperator.operator.app.desired;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.identity.Identity;

/** The identity of the gateway's pods. It has no rights at the Kubernetes API, and no token to ask there with. */
public final class DesiredServiceAccount {

    private DesiredServiceAccount() {}

    public static ServiceAccount of(MetaApp app) {
        return new ServiceAccountBuilder()
                .withMetadata(Identity.GATEWAY.metadata(app))
                .withAutomountServiceAccountToken(false)
                .build();
    }
}
