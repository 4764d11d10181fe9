package io.instagramoperator.operator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.instagramoperator.crds.subscription.EventSubscription;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Something that is asked of the operator, and how to see that it is done. The account's pod waits for its image. */
enum Scenario {
    CREATE {
        @Override
        void given(Account account) {}

        @Override
        void when(Account account) {
            account.applied();
        }

        @Override
        void then(Account account) {
            account.awaitChildren();
        }
    },

    /** Of what changes the configuration, the Deployment and the pod, and of what is subscribed. */
    CHANGE {
        @Override
        void given(Account account) {
            running(account);
        }

        @Override
        void when(Account account) {
            account.patched("""
                    {"metadata":{"annotations":{"instagram-operator.io/refresh":"now"}},
                     "spec":{"accessTokenRef":{"key":"other-token"},
                             "receiver":{"resources":{"requests":{"cpu":"77m"}}}}}
                    """);
            account.client()
                    .load(new ByteArrayInputStream(
                            """
                            apiVersion: instagram-operator.io/v1alpha1
                            kind: EventSubscription
                            metadata: { name: crm, namespace: %s }
                            spec:
                              accountRef: { name: %s }
                              sink:
                                http:
                                  url: https://crm.example.com/hooks
                                  signingSecretRef: { name: crm-hook, key: secret }
                            """.formatted(account.namespace(), account.name()).getBytes(StandardCharsets.UTF_8)))
                    .serverSideApply();
        }

        @Override
        void then(Account account) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                account.assertRefreshed("now");
                assertThat(account.config()).contains("name: \"crm\"");
                assertThat(account.child(Deployment.class).get().toString()).contains("other-token", "crm-hook");
                assertThat(pod(account).getMetadata().getAnnotations()).containsValue(account.configHash());
                assertThat(subscription(account).getStatus()).isNotNull();
            });
        }
    },

    DELETE {
        @Override
        void given(Account account) {
            running(account);
        }

        @Override
        void when(Account account) {
            account.deleted();
        }

        @Override
        void then(Account account) {
            account.awaitGone();
        }
    };

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Brings about, with an operator that works, what is there before. */
    abstract void given(Account account);

    abstract void when(Account account);

    /** Waits until it is done. */
    abstract void then(Account account);

    private static void running(Account account) {
        account.applied().awaitChildren();
        PodTemplateSpec template =
                account.child(Deployment.class).get().getSpec().getTemplate();
        account.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(account.namespace())
                        .withName(account.name() + "-receiver-0")
                        .withLabels(template.getMetadata().getLabels())
                        .endMetadata()
                        .withSpec(template.getSpec())
                        .build())
                .create();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(pod(account).getMetadata().getAnnotations()).containsValue(account.configHash()));
    }

    private static Pod pod(Account account) {
        return account.client()
                .pods()
                .inNamespace(account.namespace())
                .withName(account.name() + "-receiver-0")
                .get();
    }

    private static EventSubscription subscription(Account account) {
        return account.client()
                .resources(EventSubscription.class)
                .inNamespace(account.namespace())
                .withName("crm")
                .get();
    }
}
