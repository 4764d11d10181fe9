package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.instagramoperator.operator.container.ReceiverPaths;

/** The ConfigMap with the receiver's configuration. */
public final class DesiredConfigMap {

    private DesiredConfigMap() {}

    public static ConfigMap of(Blueprint blueprint) {
        return new ConfigMapBuilder()
                .withMetadata(ReceiverMetadata.of(blueprint.account()))
                .addToData(
                        ReceiverPaths.CONFIG_FILE, ReceiverConfig.of(blueprint).yaml())
                .build();
    }

    /** The hash of the configuration that a ConfigMap holds; of nothing, if it holds none. */
    public static String configHash(ConfigMap configMap) {
        return ReceiverConfig.hash(configMap.getData().getOrDefault(ReceiverPaths.CONFIG_FILE, ""));
    }
}
