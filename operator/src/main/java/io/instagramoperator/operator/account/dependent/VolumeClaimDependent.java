package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.Blueprint;
import io.instagramoperator.operator.account.desired.DesiredVolumeClaim;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.Matcher.Result;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import java.util.Map;

/** Applies {@link DesiredVolumeClaim}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class VolumeClaimDependent extends ReceiverObject<PersistentVolumeClaim> {

    @Override
    PersistentVolumeClaim desired(Blueprint blueprint) {
        return DesiredVolumeClaim.of(blueprint.account());
    }

    @Override
    public Result<PersistentVolumeClaim> match(
            PersistentVolumeClaim actual,
            PersistentVolumeClaim desired,
            InstagramAccount account,
            Context<InstagramAccount> context) {
        writeAlike(desired, actual);
        return super.match(actual, desired, account, context);
    }

    /** The API server has its own way to write a quantity, such as 2Gi for 2048Mi. To the framework, that would be another. */
    static void writeAlike(PersistentVolumeClaim desired, PersistentVolumeClaim actual) {
        Map<String, Quantity> written = actual.getSpec().getResources().getRequests();
        desired.getSpec()
                .getResources()
                .getRequests()
                .replaceAll((name, wanted) -> wanted.equals(written.get(name)) ? written.get(name) : wanted);
    }
}
