package io.instagramoperator.operator.account.desired;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.container.SecretReference;
import java.util.List;
import java.util.stream.Stream;

/** Every key of a Secret that an account needs. */
public final class SecretReferences {

    private SecretReferences() {}

    /** All references that the account or its MetaApp makes, in the order of the spec; the same key may be there more than once. */
    public static List<SecretReference> of(InstagramAccount account) {
        InstagramAccountSpec spec = account.getSpec();
        return Stream.of(
                        AppRecord.of(account).inUse().stream()
                                .flatMap(app -> SecretReference.all(fieldOf(app), app.secretRefs())),
                        Stream.of(new SecretReference("spec.accessTokenRef", spec.accessTokenRef())),
                        Stream.ofNullable(spec.verifyTokenRef())
                                .map(ref -> new SecretReference("spec.verifyTokenRef", ref)),
                        SecretReference.all("spec.api.tokenRefs", spec.api().tokenRefs()))
                .flatMap(references -> references)
                .toList();
    }

    /** Those of the app before, which are mounted if they are still there, and of which nobody is told when they are not. */
    static Stream<SecretReference> retired(InstagramAccount account) {
        return AppRecord.of(account).retired().stream()
                .flatMap(app -> SecretReference.all("status.retiredApp.secretRefs", app.secretRefs()));
    }

    private static String fieldOf(AppInUse app) {
        return app.name() == null ? "spec.app.secretRefs" : "MetaApp " + app.name() + ": spec.secretRefs";
    }
}
