package io.instagramoperator.receiver.config;

import io.instagramoperator.instagram.signature.AppSecret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The secret files of a configuration, read at one moment; equal to an earlier reading if nothing has changed. */
record CredentialFiles(
        List<CredentialFile> appSecrets,
        CredentialFile accessToken,
        Optional<CredentialFile> verifyToken,
        List<CredentialFile> apiTokens,
        Map<String, SinkCredentialFiles> sinks) {

    static CredentialFiles read(ReceiverConfig config) {
        return new CredentialFiles(
                readAll("app.secretFiles", config.app().secretFiles()),
                CredentialFile.read("accessTokenFile", config.accessTokenFile()),
                config.verifyTokenFile().map(file -> CredentialFile.read("verifyTokenFile", file)),
                readAll("api.tokenFiles", config.api().tokenFiles()),
                config.subscriptions().stream()
                        .collect(Collectors.toUnmodifiableMap(Subscription::name, SinkCredentialFiles::read)));
    }

    Credentials credentials() {
        List<AppSecret> secrets =
                present(appSecrets).stream().map(t -> AppSecret.of(t.value())).toList();
        // A verify token that should be in a file and is not there leaves none: fail closed.
        List<Token> verifyTokens = verifyToken
                .map(file -> present(List.of(file)))
                .orElseGet(() -> secrets.stream().map(VerifyToken::derivedFrom).toList());
        return new Credentials(
                secrets, accessToken.token(), verifyTokens, present(apiTokens), sinkCredentials(), states());
    }

    private Map<String, SinkCredentials> sinkCredentials() {
        return sinks.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, sink -> sink.getValue()
                .credentials()));
    }

    private List<CredentialState> states() {
        List<CredentialFile> all = new ArrayList<>(appSecrets);
        all.add(accessToken);
        verifyToken.ifPresent(all::add);
        all.addAll(apiTokens);
        return Stream.concat(
                        all.stream().map(CredentialFile::state),
                        new TreeMap<>(sinks).values().stream().flatMap(sink -> sink.states().stream()))
                .toList();
    }

    private static List<CredentialFile> readAll(String field, List<Path> files) {
        return IntStream.range(0, files.size())
                .mapToObj(i -> CredentialFile.read(field + "[" + i + "]", files.get(i)))
                .toList();
    }

    private static List<Token> present(List<CredentialFile> files) {
        return files.stream().flatMap(file -> file.token().stream()).toList();
    }
}
