package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.instagramoperator.operator.container.ConfigFile;

/** The ConfigMap with the receiver's configuration. */
public final class DesiredConfigMap {

    private DesiredConfigMap() {}

    public static ConfigMap of(Blueprint blueprint) {
        return new ConfigMapBuilder()
                .withMetadata(ReceiverLabels.metadata(blueprint.account()))
                .addToData(ConfigFile.NAME, ReceiverConfig.of(blueprint).yaml())
                .build();
    }
}
