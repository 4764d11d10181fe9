package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;

/** The Service by which Meta's way in and applications reach the receiver. */
public final class DesiredService {

    private DesiredService() {}

    public static Service of(HasMetadata account) {
        // @formatter:off
        return new ServiceBuilder()
                .withMetadata(ReceiverMetadata.of(account))
                .withNewSpec()
                    .withSelector(ReceiverLabels.selectorOf(account))
                    // Meta calls back while the receiver registers itself, which may be before the kubelet and kube-proxy call it ready.
                    // There is no other pod that could answer better, and one that cannot take webhooks refuses them itself.
                    .withPublishNotReadyAddresses(true)
                    .withPorts(
                            port(ReceiverPorts.WEBHOOK_NAME, ReceiverPorts.WEBHOOK),
                            port(ReceiverPorts.API_NAME, ReceiverPorts.API),
                            port(ReceiverPorts.MANAGEMENT_NAME, ReceiverPorts.MANAGEMENT))
                .endSpec()
                .build();
        // @formatter:on
    }

    private static ServicePort port(String name, int number) {
        return new ServicePortBuilder()
                .withName(name)
                .withProtocol("TCP")
                .withPort(number)
                .withTargetPort(new IntOrString(name))
                .build();
    }
}
