package io.instagramoperator.operator.account.desired;

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
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.SecretReferences.SecretReference;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The two volumes of a receiver's pod: what it reads (configuration and Secrets, one folder) and what it writes (the store). */
final class ReceiverVolumes {

    private static final String CONFIG = "config";
    private static final String STORE = "store";

    /** Owner and group may read, nobody else: the pod's group is the owner of mounted files. */
    private static final int READABLE_BY_GROUP = 0440;

    private ReceiverVolumes() {}

    static List<Volume> of(InstagramAccount account) {
        // @formatter:off
        return List.of(
                new VolumeBuilder()
                        .withName(CONFIG)
                        .withNewProjected()
                            .withDefaultMode(READABLE_BY_GROUP)
                            .withSources(Stream.concat(Stream.of(config(account)), secrets(account)).toList())
                        .endProjected()
                        .build(),
                new VolumeBuilder()
                        .withName(STORE)
                        .withNewPersistentVolumeClaim()
                            .withClaimName(ReceiverName.of(account))
                        .endPersistentVolumeClaim()
                        .build());
        // @formatter:on
    }

    static List<VolumeMount> mounts() {
        return List.of(
                new VolumeMountBuilder()
                        .withName(CONFIG)
                        .withMountPath(ReceiverPaths.CONFIG_FOLDER)
                        .withReadOnly(true)
                        .build(),
                new VolumeMountBuilder()
                        .withName(STORE)
                        .withMountPath(ReceiverPaths.STORE_FOLDER)
                        .build());
    }

    private static VolumeProjection config(InstagramAccount account) {
        // @formatter:off
        return new VolumeProjectionBuilder()
                .withNewConfigMap()
                    .withName(ReceiverName.of(account))
                    .addNewItem(ReceiverPaths.CONFIG_FILE, null, ReceiverPaths.CONFIG_FILE)
                .endConfigMap()
                .build();
        // @formatter:on
    }

    /** Sorted, so that references in another order do not restart the pod. */
    private static Stream<VolumeProjection> secrets(InstagramAccount account) {
        return SecretReferences.of(account.getSpec()).stream()
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
                    // A missing one is then a file that the receiver reports as missing, not a pod that never starts.
                    .withOptional(true)
                    .withItems(keys.stream()
                            .map(ref -> new KeyToPath(ref.key(), null, ReceiverPaths.secretFile(ref)))
                            .toList())
                .endSecret()
                .build();
        // @formatter:on
    }
}
