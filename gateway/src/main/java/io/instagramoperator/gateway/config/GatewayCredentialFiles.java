package io.instagramoperator.gateway.config;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.CredentialFile;
import io.instagramoperator.webhook.config.CredentialFiles;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.VerifyToken;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The secret files of a configuration, read at one moment; equal to an earlier reading if nothing has changed. */
record GatewayCredentialFiles(List<CredentialFile> appSecrets, Optional<CredentialFile> verifyToken)
        implements CredentialFiles<GatewayCredentials> {

    static GatewayCredentialFiles read(GatewayConfig config) {
        return new GatewayCredentialFiles(
                CredentialFile.readAll("app.secretFiles", config.app().secretFiles()),
                config.verifyTokenFile().map(file -> CredentialFile.read("verifyTokenFile", file)));
    }

    @Override
    public List<CredentialState> states() {
        return Stream.concat(appSecrets.stream(), verifyToken.stream())
                .map(CredentialFile::state)
                .toList();
    }

    @Override
    public GatewayCredentials credentials(Instant readAt) {
        List<AppSecret> secrets = appSecrets.stream()
                .flatMap(file -> file.token().stream())
                .map(token -> AppSecret.of(token.value()))
                .toList();
        return new GatewayCredentials(secrets, VerifyToken.accepted(verifyToken, secrets), states(), readAt);
    }
}
