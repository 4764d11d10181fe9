package io.instagramoperator.operator.container;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import io.instagramoperator.crds.SecretKeyRef;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The one folder that a process reads: its configuration and the keys of Secrets that this names. */
public final class ConfigVolume {

    /** Owner and group may read, nobody else: the pod's group is the owner of mounted files. */
    public static final int READABLE_BY_GROUP = 0440;

    private static final String NAME = "config";

    private ConfigVolume() {}

    /** The volume, with the file of this ConfigMap and these keys of Secrets. */
    public static Volume of(String configMap, Stream<SecretReference> keys) {
        // @formatter:off
        return new VolumeBuilder()
                .withName(NAME)
                .withNewProjected()
                    .withDefaultMode(READABLE_BY_GROUP)
                    .withSources(Stream.concat(Stream.of(config(configMap)), secrets(keys)).toList())
                .endProjected()
                .build();
        // @formatter:on
    }

    /** Where the container finds it. */
    public static VolumeMount mount(String folder) {
        return new VolumeMountBuilder()
                .withName(NAME)
                .withMountPath(folder)
                .withReadOnly(true)
                .build();
    }

    private static VolumeProjection config(String configMap) {
        // @formatter:off
        return new VolumeProjectionBuilder()
                .withNewConfigMap()
                    .withName(configMap)
                    .addNewItem(ConfigFile.NAME, null, ConfigFile.NAME)
                .endConfigMap()
                .build();
        // @formatter:on
    }

    /** Sorted, so that references in another order do not restart the pod. */
    private static Stream<VolumeProjection> secrets(Stream<SecretReference> keys) {
        return keys
                .map(SecretReference::ref)
                .distinct()
                .sorted(comparing(SecretKeyRef::key))
                .collect(groupingBy(SecretKeyRef::name, TreeMap::new, toList()))
                .entrySet()
                .stream()
                .map(secret -> secret(secret.getKey(), secret.getValue()));
    }

    private static VolumeProjection secret(String name, List<SecretKeyRef> keys) {
        // @formatter:off
        return new VolumeProjectionBuilder()
                .withNewSecret()
                    .withName(name)
                    // A missing one is then a file that is reported as missing, not a pod that never starts.
                    .withOptional(true)
                    .withItems(keys.stream()
                            .map(ref -> new KeyToPath(ref.key(), null, ConfigFile.secret(ref)))
                            .toList())
                .endSecret()
                .build();
        // @formatter:on
    }
}
