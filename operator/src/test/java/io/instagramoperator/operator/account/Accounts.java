package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.DeletionPolicy;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
