package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.child.Children;
import java.util.Optional;

/** What it means when the API server does not let a claim grow, which is all that ever changes of one. */
final class VolumeGrowth {

    /**
     * Of the admission plugin's words on a storage class without {@code allowVolumeExpansion}; it says so with 403, like many others.
     *
     * @see <a href="https://github.com/kubernetes/kubernetes/blob/v1.35.1/plugin/pkg/admission/storage/persistentvolume/resize/admission.go">PersistentVolumeClaimResize</a>
     */
    private static final String CLASS_REFUSES = "must support resize";

    private VolumeGrowth() {}

    /** The cause, if it is one of volumes. */
    static Optional<Cause> refused(PersistentVolumeClaim claim, KubernetesClientException refusal) {
        if (refusal.getCode() == Children.UNPROCESSABLE && !bound(claim)) {
            return Optional.of(Cause.VOLUME_NOT_BOUND);
        }
        return Children.message(refusal).contains(CLASS_REFUSES)
                ? Optional.of(Cause.VOLUME_CANNOT_GROW)
                : Optional.empty();
    }

    private static boolean bound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    }
}
