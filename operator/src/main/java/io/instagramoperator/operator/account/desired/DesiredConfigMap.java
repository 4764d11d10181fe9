package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.instagramoperator.crds.account.InstagramAccount;

/** The ConfigMap with the receiver's configuration. */
public final class DesiredConfigMap {

    private DesiredConfigMap() {}

    public static ConfigMap of(InstagramAccount account) {
        return new ConfigMapBuilder()
                .withMetadata(ReceiverMetadata.of(account))
                .addToData(ReceiverPaths.CONFIG_FILE, ReceiverConfig.of(account).yaml())
                .build();
    }

    /** The hash of the configuration that a ConfigMap holds; of nothing, if it holds none. */
    public static String configHash(ConfigMap configMap) {
        return ReceiverConfig.hash(configMap.getData().getOrDefault(ReceiverPaths.CONFIG_FILE, ""));
    }
}
