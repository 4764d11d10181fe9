package io.instagramoperator.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that needs a real node; without one it is reported as skipped, with the reason. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("cluster")
@ExtendWith(OnCluster.Needed.class)
@interface OnCluster {

    class Needed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return System.getenv("TEST_CLUSTER_KUBECONFIG") == null
                    ? ConditionEvaluationResult.disabled(
                            "no cluster: TEST_CLUSTER_KUBECONFIG is not set; dev/test brings one up")
                    : ConditionEvaluationResult.enabled("there is a cluster");
        }
    }
}
