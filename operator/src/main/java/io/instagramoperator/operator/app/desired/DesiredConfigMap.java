package io.instagramoperator.operator.app.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.instagramoperator.operator.container.ConfigFile;
import io.instagramoperator.operator.identity.Identity;

/** The ConfigMap with the gateway's configuration: how to register at Meta, and which receiver serves which account. */
public final class DesiredConfigMap {

    private DesiredConfigMap() {}

    public static ConfigMap of(Blueprint blueprint) {
        return new ConfigMapBuilder()
                .withMetadata(Identity.GATEWAY.metadata(blueprint.app()))
                .addToData(ConfigFile.NAME, GatewayConfig.of(blueprint).yaml())
                .build();
    }
}
