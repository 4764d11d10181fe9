package io.instagramoperator.operator.account.dependent;

import io.fabric8.kubernetes.api.model.Service;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.DesiredService;
import io.instagramoperator.operator.account.desired.ReceiverLabels;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;

/** Applies {@link DesiredService}. */
@KubernetesDependent(informer = @Informer(labelSelector = ReceiverLabels.SELECTOR))
public class ServiceDependent extends CRUDKubernetesDependentResource<Service, InstagramAccount> {

    @Override
    protected Service desired(InstagramAccount account, Context<InstagramAccount> context) {
        return DesiredService.of(account);
    }
}
