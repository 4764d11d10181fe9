package io.instagramoperator.gateway;

import io.instagramoperator.gateway.config.GatewayConfig.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A folder with a configuration file and secrets, as the operator would write them; each test changes what it is about. */
public final class GatewayHome {

    public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";
    public static final String VERIFY_TOKEN = "verify-me";
    public static final String PATH = "/webhooks/social/agency";
    public static final String CALLBACK = "https://hooks.example.com" + PATH;

    private final Path folder;
    private final Map<String, String> sections = new LinkedHashMap<>();

    public GatewayHome(Path folder) {
        this.folder = folder;
        sections.put(
                "app",
                "{ namespace: social, name: agency, id: \"1234567890123456\", secretFiles: [ secrets/app-secret ] }");
        sections.put("verifyTokenFile", "secrets/verify-token");
        sections.put("webhook", "{ callbackUrl: \"" + CALLBACK + "\", fields: [ messages ] }");
        // Nobody listens there.
        sections.put("graph", "{ url: \"http://127.0.0.1:9\" }");
        sections.put("ports", "{ webhook: 0, management: 0 }");
        secret("app-secret", APP_SECRET);
        secret("verify-token", VERIFY_TOKEN);
    }

    /** Sets one top-level field of the configuration, in YAML. */
    public GatewayHome with(String field, String yaml) {
        sections.put(field, yaml);
        return this;
    }

    /** With this routing table. */
    public GatewayHome with(Collection<Account> accounts) {
        return with(
                "accounts",
                accounts.stream()
                        .map(account -> "\n  - { instagramId: \"%s\", name: %s, url: \"%s\" }"
                                .formatted(account.instagramId(), account.name(), account.url()))
                        .collect(Collectors.joining()));
    }

    public GatewayHome with(Account... accounts) {
        return with(List.of(accounts));
    }

    public GatewayHome secret(String name, String value) {
        replace(folder.resolve("secrets").resolve(name), value);
        return this;
    }

    /** Accepts these app secrets, in this order. */
    public GatewayHome secrets(String... values) {
        for (int i = 0; i < values.length; i++) {
            secret("app-secret-" + i, values[i]);
        }
        String files = java.util.stream.IntStream.range(0, values.length)
                .mapToObj(i -> "secrets/app-secret-" + i)
                .collect(Collectors.joining(", "));
        return with(
                "app", "{ namespace: social, name: agency, id: \"1234567890123456\", secretFiles: [ " + files + " ] }");
    }

    /** Writes the configuration file. */
    public Path file() {
        Path file = folder.resolve("config.yaml");
        replace(file, yaml());
        return file;
    }

    public String yaml() {
        return sections.entrySet().stream()
                .map(section -> section.getKey() + ": " + section.getValue() + "\n")
                .collect(Collectors.joining());
    }

    public Path folder() {
        return folder;
    }

    /** At once, as a kubelet does: nobody sees half of it. */
    private static void replace(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), content);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
