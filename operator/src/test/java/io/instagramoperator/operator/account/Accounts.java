package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Accounts as the API server stores them. */
public final class Accounts {

    private static final Path FOLDERS = Path.of("src/test/resources/io/instagramoperator/operator/account/desired");

    private Accounts() {}

    /** {@code social/acme}, with nothing but what is required: Secret acme-meta with the keys app-secret and access-token. */
    public static InstagramAccount minimal() {
        return named("minimal");
    }

    /** {@code social/acme} with every field: also the key verify-token of acme-meta, and two keys of Secret acme-api. */
    public static InstagramAccount complete() {
        return named("complete");
    }

    /** {@code social/acme} behind Gateways. */
    public static InstagramAccount gateway() {
        return named("gateway");
    }

    /** {@code social/acme} with a public host name that somebody else routes. */
    public static InstagramAccount withHost() {
        InstagramAccount account = minimal();
        WebhookSpec webhook = account.getSpec().webhook();
        account.setSpec(withWebhook(
                account.getSpec(),
                new WebhookSpec("hooks.example.com", null, null, webhook.fields(), webhook.registration())));
        return account;
    }

    /** {@code social/acme}, which shares the Meta app of {@link MetaApps#agency()}, as it is recorded. */
    public static InstagramAccount shared() {
        InstagramAccount account = named("shared");
        AppRecord apps = AppRecord.writtenIn(account)
                .next(new WantedApp.Shared(MetaApps.agency()), Instant.parse("2026-11-23T10:00:00Z"));
        return apps.writtenTo(account);
    }

    public static InstagramAccount annotated(String annotation, String value) {
        InstagramAccount account = minimal();
        account.getMetadata().setAnnotations(Map.of(annotation, value));
        return account;
    }

    public static InstagramAccount deleted(DeletionPolicy policy) {
        InstagramAccount account = minimal();
        account.getMetadata().setDeletionTimestamp("2026-11-23T12:00:00Z");
        account.setSpec(withPolicy(account.getSpec(), policy));
        return account;
    }

    private static InstagramAccount named(String folder) {
        try {
            InstagramAccount account = Serialization.unmarshal(
                    Files.readString(FOLDERS.resolve(folder).resolve("in-account.yaml")), InstagramAccount.class);
            account.setMetadata(new ObjectMetaBuilder(account.getMetadata())
                    .withUid("uid-of-acme")
                    .withGeneration(1L)
                    .withCreationTimestamp("2026-11-23T10:00:00Z")
                    .build());
            return account;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InstagramAccountSpec withPolicy(InstagramAccountSpec spec, DeletionPolicy policy) {
        return new InstagramAccountSpec(
                spec.instagramId(),
                spec.login(),
                spec.pageId(),
                spec.app(),
                spec.appRef(),
                spec.accessTokenRef(),
                spec.verifyTokenRef(),
                spec.webhook(),
                spec.graph(),
                spec.store(),
                spec.api(),
                spec.replies(),
                spec.receiver(),
                policy);
    }

    private static InstagramAccountSpec withWebhook(InstagramAccountSpec spec, WebhookSpec webhook) {
        return new InstagramAccountSpec(
                spec.instagramId(),
                spec.login(),
                spec.pageId(),
                spec.app(),
                spec.appRef(),
                spec.accessTokenRef(),
                spec.verifyTokenRef(),
                webhook,
                spec.graph(),
                spec.store(),
                spec.api(),
                spec.replies(),
                spec.receiver(),
                spec.deletionPolicy());
    }
}
