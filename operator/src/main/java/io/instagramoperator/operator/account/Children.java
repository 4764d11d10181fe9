package io.instagramoperator.operator.account;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.desired.ReceiverName;
import io.instagramoperator.operator.account.status.ChildFailure;
import io.instagramoperator.operator.account.status.ChildFailure.Cause;
import io.javaoperatorsdk.operator.AggregatedOperatorException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.managed.ManagedWorkflowAndDependentResourceContext;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowReconcileResult;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the children through the managed workflow, and says what a refusal of the API server means. */
final class Children {

    private static final Logger LOG = LoggerFactory.getLogger(Children.class);
    private static final int UNPROCESSABLE = 422;

    private Children() {}

    /** Applies what differs; the failures, if any. */
    @SuppressWarnings("rawtypes") // The framework's result has raw types.
    static List<ChildFailure> apply(InstagramAccount account, Context<InstagramAccount> context) {
        return reconcileWorkflow(context.managedWorkflowAndDependentResourceContext())
                .getErroredDependents()
                .entrySet()
                .stream()
                .map(failed -> failure(failed, account, context))
                .toList();
    }

    /** With version 7.7.3 of the Quarkus extension handleExceptionsInReconciler has no effect; the result is there nevertheless. */
    private static WorkflowReconcileResult reconcileWorkflow(ManagedWorkflowAndDependentResourceContext workflow) {
        try {
            return workflow.reconcileManagedWorkflow();
        } catch (AggregatedOperatorException e) {
            return workflow.getWorkflowReconcileResult().orElseThrow(() -> e);
        }
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static ChildFailure failure(
            Map.Entry<DependentResource, Exception> failed,
            InstagramAccount account,
            Context<InstagramAccount> context) {
        Class<? extends HasMetadata> type = failed.getKey().resourceType();
        String name = ReceiverName.of(account);
        if (failed.getValue() instanceof KubernetesClientException refusal) {
            LOG.debug("{} {} could not be applied: {}", type.getSimpleName(), name, message(refusal));
            return new ChildFailure(
                    type.getSimpleName(), name, cause(refusal, type, account, context), message(refusal));
        }
        LOG.error("{} {} could not be applied", type.getSimpleName(), name, failed.getValue());
        return new ChildFailure(type.getSimpleName(), name, Cause.OTHER, "the operator failed, see its log");
    }

    private static Cause cause(
            KubernetesClientException refusal,
            Class<? extends HasMetadata> type,
            InstagramAccount account,
            Context<InstagramAccount> context) {
        if (namespaceTerminating(refusal)) {
            return Cause.NAMESPACE_TERMINATING;
        }
        return switch (refusal.getCode()) {
            case UNPROCESSABLE, HttpURLConnection.HTTP_BAD_REQUEST -> Cause.INVALID;
            // Children are created only if nothing of that name is there; what the informers do not see is not ours.
            case HttpURLConnection.HTTP_CONFLICT ->
                Observer.child(type, account, context).isEmpty() ? Cause.NAME_TAKEN : Cause.OTHER;
            default -> Cause.OTHER;
        };
    }

    private static boolean namespaceTerminating(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus()).map(Status::getDetails).map(StatusDetails::getCauses).stream()
                .flatMap(List::stream)
                .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }

    private static String message(KubernetesClientException refusal) {
        return Optional.ofNullable(refusal.getStatus())
                .map(Status::getMessage)
                .orElse("the API server does not answer");
    }
}
