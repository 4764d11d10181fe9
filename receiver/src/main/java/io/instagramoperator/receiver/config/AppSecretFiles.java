package io.instagramoperator.receiver.config;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.CredentialFile;
import io.instagramoperator.webhook.config.CredentialState;
import java.nio.file.Path;
import java.util.List;

/**
 * The secret files of one Meta app, read at one moment.
 *
 * @param shared whether a gateway takes the app's deliveries and signs what it passes on
 */
record AppSecretFiles(List<CredentialFile> files, boolean shared) {

    static AppSecretFiles read(String field, List<Path> files, boolean shared) {
        return new AppSecretFiles(CredentialFile.readAll(field, files), shared);
    }

    /** Those that could be read, in the order of the configuration. */
    List<AppSecret> secrets() {
        return files.stream()
                .flatMap(file -> file.token().stream())
                .map(token -> AppSecret.of(token.value()))
                .toList();
    }

    /** What the deliveries of an account are signed with. */
    List<AppSecret> deliveryKeys(String instagramId) {
        return shared
                ? secrets().stream()
                        .map(secret -> secret.gatewayKey(instagramId))
                        .toList()
                : secrets();
    }

    List<CredentialState> states() {
        return files.stream().map(CredentialFile::state).toList();
    }
}
