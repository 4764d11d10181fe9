package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.instagramoperator.operator.container.ConfigVolume;
import io.instagramoperator.operator.container.ReceiverPaths;
import io.instagramoperator.operator.container.SecretReference;
import io.instagramoperator.operator.subscription.desired.SubscriptionSecrets;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The volumes of a receiver's pod: what it reads (configuration and keys of Secrets, one folder; and Secrets that are wanted whole, a folder each)
 * and what it writes (the store).
 */
final class ReceiverVolumes {

    private static final String STORE = "store";

    private ReceiverVolumes() {}

    static List<Volume> of(Blueprint blueprint) {
        Volume config = ConfigVolume.of(ReceiverName.of(blueprint.account()), keys(blueprint));
        // @formatter:off
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
                                ConfigVolume.mount(ReceiverPaths.CONFIG_FOLDER),
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
                    .withDefaultMode(ConfigVolume.READABLE_BY_GROUP)
                    .withOptional(true)
                .endSecret()
                .build();
        // @formatter:on
    }

    private static Stream<SecretReference> keys(Blueprint blueprint) {
        return Stream.of(
                        SecretReferences.of(blueprint.account()).stream(),
                        SecretReferences.retired(blueprint.account()),
                        blueprint.subscriptions().stream().flatMap(order -> SubscriptionSecrets.keys(order).stream()))
                .flatMap(keys -> keys);
    }
}
