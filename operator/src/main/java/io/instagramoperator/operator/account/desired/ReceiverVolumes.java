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
import io.instagramoperator.operator.container.ReceiverPaths;
import io.instagramoperator.operator.container.SecretReference;
import io.instagramoperator.operator.subscription.desired.SubscriptionSecrets;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The volumes of a receiver's pod: what it reads (configuration and keys of Secrets, one folder; and Secrets that are wanted whole, a folder each)
 * and what it writes (the store).
 */
final class ReceiverVolumes {

    private static final String CONFIG = "config";
    private static final String STORE = "store";

    /** Owner and group may read, nobody else: the pod's group is the owner of mounted files. */
    private static final int READABLE_BY_GROUP = 0440;

    private ReceiverVolumes() {}

    static List<Volume> of(Blueprint blueprint) {
        // @formatter:off
        Volume config = new VolumeBuilder()
                .withName(CONFIG)
                .withNewProjected()
                    .withDefaultMode(READABLE_BY_GROUP)
                    .withSources(Stream.concat(Stream.of(config(blueprint.account())), keys(blueprint)).toList())
                .endProjected()
                .build();
        Volume store = new VolumeBuilder()
                .withName(STORE)
                .withNewPersistentVolumeClaim()
                    .withClaimName(ReceiverName.of(blueprint.account()))
                .endPersistentVolumeClaim()
                .build();
        // @formatter:on
        return Stream.concat(Stream.of(config, store), folders(blueprint, ReceiverVolumes::folder))
                .toList();
    }

    static List<VolumeMount> mounts(Blueprint blueprint) {
        return Stream.concat(
                        Stream.of(
                                mount(CONFIG, ReceiverPaths.CONFIG_FOLDER, true),
                                mount(STORE, ReceiverPaths.STORE_FOLDER, null)),
                        folders(blueprint, (volume, secret) -> mount(volume, ReceiverPaths.secretFolder(secret), true)))
                .toList();
    }

    private static VolumeMount mount(String volume, String path, @Nullable Boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build();
    }

    /** For each Secret that is mounted whole: its volume's name, which has to be shorter than a Secret's may be, and its own. */
    private static <T> Stream<T> folders(Blueprint blueprint, BiFunction<String, String, T> make) {
        List<String> secrets =
                SubscriptionSecrets.whole(blueprint.subscriptions()).toList();
        return IntStream.range(0, secrets.size()).mapToObj(i -> make.apply("folder-" + i, secrets.get(i)));
    }

    private static Volume folder(String volume, String secret) {
        // @formatter:off
        return new VolumeBuilder()
                .withName(volume)
                .withNewSecret()
                    .withSecretName(secret)
                    .withDefaultMode(READABLE_BY_GROUP)
                    .withOptional(true)
                .endSecret()
                .build();
        // @formatter:on
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
    private static Stream<VolumeProjection> keys(Blueprint blueprint) {
        Stream<SecretReference> ofSubscriptions =
                blueprint.subscriptions().stream().flatMap(order -> SubscriptionSecrets.keys(order).stream());
        return Stream.concat(SecretReferences.of(blueprint.account().getSpec()).stream(), ofSubscriptions)
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
