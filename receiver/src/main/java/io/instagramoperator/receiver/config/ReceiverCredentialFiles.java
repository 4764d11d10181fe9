package io.instagramoperator.receiver.config;

import io.instagramoperator.instagram.signature.AppSecret;
import io.instagramoperator.webhook.config.CredentialFile;
import io.instagramoperator.webhook.config.CredentialFiles;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.VerifyToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The secret files of a configuration, read at one moment, and what decides how they are used. */
record ReceiverCredentialFiles(
        String instagramId,
        AppSecretFiles app,
        Optional<AppSecretFiles> retiredApp,
        CredentialFile accessToken,
        Optional<CredentialFile> verifyToken,
        List<CredentialFile> apiTokens,
        Map<String, SinkCredentialFiles> sinks)
        implements CredentialFiles<Credentials> {

    static ReceiverCredentialFiles read(ReceiverConfig config) {
        return new ReceiverCredentialFiles(
                config.account().instagramId(),
                AppSecretFiles.read(
                        "app.secretFiles",
                        config.app().secretFiles(),
                        config.app().shared()),
                config.retiredApp()
                        .map(retired ->
                                AppSecretFiles.read("retiredApp.secretFiles", retired.secretFiles(), retired.shared())),
                CredentialFile.read("accessTokenFile", config.accessTokenFile()),
                config.verifyTokenFile().map(file -> CredentialFile.read("verifyTokenFile", file)),
                CredentialFile.readAll("api.tokenFiles", config.api().tokenFiles()),
                config.subscriptions().stream()
                        .collect(Collectors.toUnmodifiableMap(Subscription::name, SinkCredentialFiles::read)));
    }

    @Override
    public Credentials credentials(Instant readAt) {
        List<AppSecret> secrets = app.secrets();
        return new Credentials(
                secrets,
                secrets.isEmpty() ? List.of() : deliveryKeys(),
                accessToken.token(),
                // Of a shared app, Meta knows the gateway's address only.
                app.shared() ? List.of() : VerifyToken.accepted(verifyToken, secrets),
                apiTokens.stream().flatMap(file -> file.token().stream()).toList(),
                sinkCredentials(),
                states(),
                readAt);
    }

    private List<AppSecret> deliveryKeys() {
        return Stream.concat(Stream.of(app), retiredApp.stream())
                .flatMap(files -> files.deliveryKeys(instagramId).stream())
                .toList();
    }

    private Map<String, SinkCredentials> sinkCredentials() {
        return sinks.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, sink -> sink.getValue()
                .credentials()));
    }

    @Override
    public List<CredentialState> states() {
        List<CredentialState> all = new ArrayList<>(app.states());
        retiredApp.ifPresent(retired -> all.addAll(retired.states()));
        all.add(accessToken.state());
        verifyToken.ifPresent(file -> all.add(file.state()));
        apiTokens.forEach(file -> all.add(file.state()));
        new TreeMap<>(sinks).values().forEach(sink -> all.addAll(sink.states()));
        return List.copyOf(all);
    }
}
