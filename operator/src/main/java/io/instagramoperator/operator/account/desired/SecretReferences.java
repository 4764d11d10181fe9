package io.instagramoperator.operator.account.desired;

import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.account.InstagramAccountSpec;
import io.instagramoperator.operator.container.SecretReference;
import java.util.ArrayList;
import java.util.List;

/** Every key of a Secret that an account names. */
public final class SecretReferences {

    private SecretReferences() {}

    /** All references, in the order of the spec; the same key may be there more than once. */
    public static List<SecretReference> of(InstagramAccountSpec spec) {
        List<SecretReference> references = new ArrayList<>();
        addAll(references, "spec.app.secretRefs", spec.app().secretRefs());
        references.add(new SecretReference("spec.accessTokenRef", spec.accessTokenRef()));
        if (spec.verifyTokenRef() != null) {
            references.add(new SecretReference("spec.verifyTokenRef", spec.verifyTokenRef()));
        }
        addAll(references, "spec.api.tokenRefs", spec.api().tokenRefs());
        return List.copyOf(references);
    }

    private static void addAll(List<SecretReference> references, String field, List<SecretKeyRef> refs) {
        for (int i = 0; i < refs.size(); i++) {
            references.add(new SecretReference(field + "[" + i + "]", refs.get(i)));
        }
    }
}
