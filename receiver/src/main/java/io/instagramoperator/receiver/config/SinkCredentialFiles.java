package io.instagramoperator.receiver.config;

import io.instagramoperator.receiver.config.Subscription.Http;
import io.instagramoperator.webhook.config.CredentialFile;
import io.instagramoperator.webhook.config.CredentialState;
import io.instagramoperator.webhook.config.CredentialState.State;
import io.instagramoperator.webhook.config.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The secret files of one subscription, read at one moment. */
record SinkCredentialFiles(
        List<CredentialFile> signingSecrets,
        Optional<CredentialState> headersFolder,
        Map<String, CredentialFile> headers,
        Optional<CredentialFile> authorities) {

    static SinkCredentialFiles read(Subscription subscription) {
        String field = "subscriptions[" + subscription.name() + "].http.";
        Http http = subscription.http();
        Map<String, CredentialFile> headers = new TreeMap<>();
        Optional<CredentialState> folder =
                http.headersFolder().map(path -> headers(field + "headersFolder", path, headers));
        return new SinkCredentialFiles(
                CredentialFile.readAll(field + "signingSecretFiles", http.signingSecretFiles()),
                folder,
                headers,
                http.caFile().map(file -> CredentialFile.readLines(field + "caFile", file)));
    }

    SinkCredentials credentials() {
        Map<String, Token> values = new TreeMap<>();
        headers.forEach((name, file) -> file.token().ifPresent(token -> values.put(name, token)));
        return new SinkCredentials(
                signingSecrets.stream().flatMap(file -> file.token().stream()).toList(),
                Map.copyOf(values),
                authorities.flatMap(CredentialFile::token),
                states().stream()
                        .filter(state -> state.state() != State.PRESENT)
                        .map(CredentialState::text)
                        .toList());
    }

    List<CredentialState> states() {
        List<CredentialState> states = new ArrayList<>();
        signingSecrets.forEach(file -> states.add(file.state()));
        headersFolder.ifPresent(states::add);
        headers.values().forEach(file -> states.add(file.state()));
        authorities.ifPresent(file -> states.add(file.state()));
        return states;
    }

    /** Kubernetes keeps its own links in a mounted folder; their names begin with two dots. */
    private static CredentialState headers(String field, Path folder, Map<String, CredentialFile> headers) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith("..")) {
                    headers.put(name, CredentialFile.read(field + "/" + name, file));
                }
            }
            return new CredentialState(field, folder, headers.isEmpty() ? State.EMPTY : State.PRESENT);
        } catch (NoSuchFileException e) {
            return new CredentialState(field, folder, State.MISSING);
        } catch (IOException e) {
            return new CredentialState(field, folder, State.UNREADABLE);
        }
    }
}
