package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.instagramoperator.operator.pod.Ports;

/** The Service by which Meta's way in and applications reach the receiver. */
public final class DesiredService {

    private DesiredService() {}

    public static Service of(HasMetadata account) {
        // @formatter:off
        return new ServiceBuilder()
                .withMetadata(ReceiverLabels.metadata(account))
                .withNewSpec()
                    .withSelector(ReceiverLabels.selectorOf(account))
                    // Meta calls back while the receiver registers itself, which may be before the kubelet and kube-proxy call it ready.
                    // There is no other pod that could answer better, and one that cannot take webhooks refuses them itself.
                    .withPublishNotReadyAddresses(true)
                    .withPorts(
                            Ports.ofService(Ports.WEBHOOK_NAME, Ports.WEBHOOK),
                            Ports.ofService(Ports.API_NAME, Ports.API),
                            Ports.ofService(Ports.MANAGEMENT_NAME, Ports.MANAGEMENT))
                .endSpec()
                .build();
        // @formatter:on
    }
}
