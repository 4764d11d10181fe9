package io.instagramoperator.operator.subscription.desired;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.instagramoperator.crds.subscription.DeliverySpec;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.EventSubscriptionSpec;
import io.instagramoperator.crds.subscription.Format;
import io.instagramoperator.crds.subscription.HttpSinkSpec;
import io.instagramoperator.crds.subscription.Start;
import io.instagramoperator.operator.container.ConfigFile;
import io.instagramoperator.operator.container.ReceiverPaths;
import io.instagramoperator.operator.container.SecretReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One subscription in the receiver's {@code config.yaml}, field by field as the receiver reads it. */
public record SubscriptionConfig(
        String name, List<String> types, Start start, boolean suspended, Http http, DeliverySpec delivery) {

    /** What a receiver is told about the subscription. */
    public static SubscriptionConfig of(EventSubscription subscription) {
        EventSubscriptionSpec spec = subscription.getSpec();
        return new SubscriptionConfig(
                subscription.getMetadata().getName(),
                spec.types(),
                spec.start(),
                spec.suspended(),
                http(subscription, spec.sink().http()),
                spec.delivery());
    }

    private static Http http(EventSubscription subscription, HttpSinkSpec http) {
        return new Http(
                SinkUrl.of(subscription),
                http.service() != null,
                SubscriptionSecrets.signing(subscription).stream()
                        .map(SecretReference::ref)
                        .map(ConfigFile::secret)
                        .toList(),
                http.format(),
                http.timeout(),
                SubscriptionSecrets.headers(subscription)
                        .map(ReceiverPaths::secretFolder)
                        .orElse(null),
                SubscriptionSecrets.authorities(subscription)
                        .map(SecretReference::ref)
                        .map(ConfigFile::secret)
                        .orElse(null));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Http(
            String url,
            boolean ownService,
            List<String> signingSecretFiles,
            Format format,
            String timeout,
            @Nullable String headersFolder,
            @Nullable String caFile) {}
}
