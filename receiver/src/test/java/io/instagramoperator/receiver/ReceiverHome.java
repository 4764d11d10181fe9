package io.instagramoperator.receiver;

import io.instagramoperator.receiver.config.ConfigParser;
import io.instagramoperator.receiver.config.Configuration;
import io.instagramoperator.receiver.config.ReceiverConfig;
import io.instagramoperator.webhook.config.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A folder with a configuration file and secrets, as a platform team would write them; each test changes what it is about. */
public final class ReceiverHome {

    public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";
    public static final String ACCESS_TOKEN = "EAAGaccesstoken1234567890";
    public static final String VERIFY_TOKEN = "verify-me";
    public static final String API_TOKEN = "api-token";
    public static final String CALLBACK = "https://hooks.example.com/webhooks/social/acme";

    private final Path folder;
    private final Map<String, String> sections = new LinkedHashMap<>();

    public ReceiverHome(Path folder) {
        this.folder = folder;
        sections.put(
                "account",
                "{ namespace: social, name: acme, instagramId: \"17841405822304914\", login: Facebook, pageId: \"102938475610293\" }");
        sections.put("app", "{ id: \"1234567890123456\", secretFiles: [ secrets/app-secret ] }");
        sections.put("accessTokenFile", "secrets/access-token");
        sections.put("verifyTokenFile", "secrets/verify-token");
        sections.put("webhook", "{ callbackUrl: \"" + CALLBACK + "\", fields: [ messages, messaging_seen ] }");
        sections.put("store", "{ embedded: { path: data } }");
        sections.put("api", "{ tokenFiles: [ secrets/api-token ] }");
        sections.put("ports", "{ webhook: 0, api: 0, management: 0 }");
        secret("app-secret", APP_SECRET);
        secret("access-token", ACCESS_TOKEN);
        secret("verify-token", VERIFY_TOKEN);
        secret("api-token", API_TOKEN);
    }

    /** Sets one top-level field of the configuration, in YAML. */
    public ReceiverHome with(String field, String yaml) {
        sections.put(field, yaml);
        return this;
    }

    public ReceiverHome withInstagramLogin() {
        return with(
                "account", "{ namespace: social, name: acme, instagramId: \"17841405822304914\", login: Instagram }");
    }

    public ReceiverHome secret(String name, String value) {
        return write(folder.resolve("secrets").resolve(name), value);
    }

    public ReceiverHome withoutSecret(String name) {
        try {
            Files.delete(folder.resolve("secrets").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes the configuration file. */
    public Path file() {
        Path file = folder.resolve("config.yaml");
        write(file, yaml());
        return file;
    }

    /** The configuration, read and watched. */
    public Configuration configuration() {
        Configuration configuration = new Configuration(file());
        configuration.start();
        return configuration;
    }

    /** The configuration alone. */
    public ReceiverConfig config() {
        return switch (ConfigParser.parse(yaml().getBytes(java.nio.charset.StandardCharsets.UTF_8), folder)) {
            case Parsed.Valid<ReceiverConfig>(ReceiverConfig config) -> config;
            case Parsed.Invalid<ReceiverConfig>(var problems) -> throw new AssertionError(problems);
        };
    }

    public Path folder() {
        return folder;
    }

    private String yaml() {
        return sections.entrySet().stream()
                .map(section -> section.getKey() + ": " + section.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private ReceiverHome write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
