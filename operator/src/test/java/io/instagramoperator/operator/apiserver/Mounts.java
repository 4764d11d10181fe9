package io.instagramoperator.operator.apiserver;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.SecretProjection;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.stream.Stream;

/** What an account's pod has of Secrets. */
final class Mounts {

    private Mounts() {}

    /** Names of the Secrets of which it has keys. */
    static List<String> secrets(TestAccount account) {
        return of(account).map(SecretProjection::getName).toList();
    }

    /** Paths of the files. */
    static List<String> files(TestAccount account) {
        return of(account)
                .flatMap(secret -> secret.getItems().stream())
                .map(KeyToPath::getPath)
                .toList();
    }

    private static Stream<SecretProjection> of(TestAccount account) {
        return account.child(Deployment.class).getSpec().getTemplate().getSpec().getVolumes().stream()
                .flatMap(volume -> Stream.ofNullable(volume.getProjected()))
                .flatMap(volume -> volume.getSources().stream())
                .flatMap(source -> Stream.ofNullable(source.getSecret()));
    }
}
