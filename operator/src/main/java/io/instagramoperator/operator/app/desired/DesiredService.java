package io.instagramoperator.operator.app.desired;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.identity.Identity;
import io.instagramoperator.operator.pod.Ports;

/** The Service by which Meta's way in reaches those pods of the gateway that are ready. */
public final class DesiredService {

    private DesiredService() {}

    public static Service of(MetaApp app) {
        // @formatter:off
        return new ServiceBuilder()
                .withMetadata(Identity.GATEWAY.metadata(app))
                .withNewSpec()
                    .withSelector(Identity.GATEWAY.selector(app))
                    .withPorts(
                            Ports.ofService(Ports.WEBHOOK_NAME, Ports.WEBHOOK),
                            Ports.ofService(Ports.MANAGEMENT_NAME, Ports.MANAGEMENT))
                .endSpec()
                .build();
        // @formatter:on
    }
}
