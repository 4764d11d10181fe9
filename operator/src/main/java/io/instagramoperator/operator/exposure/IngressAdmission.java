package io.instagramoperator.operator.exposure;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.Optional;

/** Whether a controller has taken an Ingress up. The only common sign of it is the address in its status. */
final class IngressAdmission {

    private IngressAdmission() {}

    static boolean admitted(Ingress ingress) {
        return Optional.ofNullable(ingress.getStatus())
                .map(status -> status.getLoadBalancer())
                .filter(balancer -> !balancer.getIngress().isEmpty())
                .isPresent();
    }
}
