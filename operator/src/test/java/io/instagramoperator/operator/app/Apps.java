package io.instagramoperator.operator.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.operator.app.desired.Blueprint;
import io.instagramoperator.operator.golden.GoldenFolder;
import io.instagramoperator.operator.settings.FixedGatewaySettings;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** Apps and the accounts that share them, as the API server stores them. */
public final class Apps {

    public static final Path FOLDERS = Path.of("src/test/resources/io/instagramoperator/operator/app/desired");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Apps() {}

    /** {@code social/agency}, with nothing but what is required: Secret agency-meta with the key app-secret. */
    public static MetaApp minimal() {
        return app(folder("minimal"));
    }

    /** {@code social/agency} with every field and an Ingress of class nginx: also the keys app-secret-next and verify-token of agency-meta. */
    public static MetaApp complete() {
        return app(folder("complete"));
    }

    /** {@code social/agency} behind Gateways. */
    public static MetaApp gateway() {
        return app(folder("gateway"));
    }

    /** The minimal app with the accounts of folder accounts: acme and others. */
    public static Blueprint shared() {
        return blueprint(folder("accounts"));
    }

    /** What the objects of a folder are made from. */
    public static Blueprint blueprint(GoldenFolder folder) {
        return blueprint(app(folder), accounts(folder));
    }

    public static Blueprint blueprint(MetaApp app, List<InstagramAccount> accounts) {
        return new Blueprint(app, accounts, new FixedGatewaySettings(), new FixedReceiverSettings());
    }

    private static MetaApp app(GoldenFolder folder) {
        MetaApp app = Serialization.unmarshal(folder.read("in-app.yaml"), MetaApp.class);
        app.setMetadata(new ObjectMetaBuilder(app.getMetadata())
                .withUid("uid-of-agency")
                .withGeneration(1L)
                .withCreationTimestamp("2026-11-26T10:00:00Z")
                .build());
        return app;
    }

    private static List<InstagramAccount> accounts(GoldenFolder folder) {
        if (!folder.has("in-accounts.yaml")) {
            return List.of();
        }
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(folder.read("in-accounts.yaml"))) {
            return documents.readAll().stream()
                    .map(document -> Serialization.unmarshal(document.toString(), InstagramAccount.class))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenFolder folder(String name) {
        return new GoldenFolder(FOLDERS.resolve(name));
    }
}
