package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.DesiredServiceAccount;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredServiceAccount}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class ServiceAccountDependent extends CRUDKubernetesDependentResource<ServiceAccount, InstagramAccount> {

    @Override
    protected ServiceAccount desired(InstagramAccount account, Context<InstagramAccount> context) {
        return DesiredServiceAccount.of(account);
    }
}
