package io.instagramoperator.operator.app.desired;

import io.instagramoperator.crds.app.MetaAppSpec;
import io.instagramoperator.operator.container.SecretReference;
import java.util.List;
import java.util.stream.Stream;

/** Every key of a Secret that an app names. */
public final class AppSecrets {

    private AppSecrets() {}

    /** All references, in the order of the spec; the same key may be there more than once. */
    public static List<SecretReference> of(MetaAppSpec spec) {
        return Stream.concat(
                        SecretReference.all("spec.secretRefs", spec.secretRefs()),
                        Stream.ofNullable(spec.verifyTokenRef())
                                .map(ref -> new SecretReference("spec.verifyTokenRef", ref)))
                .toList();
    }
}
