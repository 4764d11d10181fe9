package io.instagramoperator.operator.subscription.status;

import static io.instagramoperator.crds.subscription.ConditionReason.SECRET_EMPTY;
import static io.instagramoperator.crds.subscription.ConditionReason.SECRET_NOT_FOUND;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.container.MountedSecret;
import io.instagramoperator.operator.container.SecretReference;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.subscription.desired.SubscriptionSecrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Are all Secrets there that a subscription names? Names come from the spec, never from the report. */
final class SecretChecks {

    private static final String HEADERS = "spec.sink.http.headersRef";

    private SecretChecks() {}

    /** What is wrong with the first of them. */
    static Optional<Verdict> objection(EventSubscription subscription, ReceiverReport report) {
        return Stream.concat(keys(subscription, report), headers(subscription, report).stream())
                .findFirst();
    }

    private static Stream<Verdict> keys(EventSubscription subscription, ReceiverReport report) {
        String namespace = subscription.getMetadata().getNamespace();
        return SubscriptionSecrets.keys(subscription).stream()
                .collect(groupingBy(
                        (SecretReference reference) -> reference.ref().name(), LinkedHashMap::new, toList()))
                .values()
                .stream()
                .flatMap(references -> new MountedSecret(namespace, references, report).objection().stream());
    }

    /** A Secret that is mounted whole and is not there is an empty folder. */
    private static Optional<Verdict> headers(EventSubscription subscription, ReceiverReport report) {
        String folder = "subscriptions[" + subscription.getMetadata().getName() + "].http.headersFolder";
        return SubscriptionSecrets.headers(subscription).flatMap(secret -> report.credentials().stream()
                .filter(credential -> credential.state() != Credential.State.PRESENT)
                .filter(credential ->
                        credential.name() != null && credential.name().startsWith(folder))
                .map(credential -> folder.equals(credential.name())
                        ? noHeaders(subscription, secret)
                        : noHeader(subscription, secret, credential.key()))
                .findFirst());
    }

    private static Verdict noHeaders(EventSubscription subscription, String secret) {
        return Verdict.isFalse(
                SECRET_NOT_FOUND,
                "Secret " + secret + " (" + HEADERS + ") not found, or it has no keys, each of which names a header: "
                        + Kubectl.createSecret(subscription.getMetadata().getNamespace(), secret, List.of("HEADER")));
    }

    private static Verdict noHeader(EventSubscription subscription, String secret, String header) {
        return Verdict.isFalse(
                SECRET_EMPTY,
                "Secret " + secret + " (" + HEADERS + ") has no usable value under the key " + header
                        + ", it must be one line of text: "
                        + Kubectl.setSecretKeys(subscription.getMetadata().getNamespace(), secret, List.of(header)));
    }
}
