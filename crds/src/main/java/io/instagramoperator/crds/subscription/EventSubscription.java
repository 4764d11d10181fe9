package io.instagramoperator.crds.subscription;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** One application's standing order for events: of which accounts, which events, and where they go. */
@Group("instagram-operator.io")
@Version("v1alpha1")
@Singular("eventsubscription")
@Plural("eventsubscriptions")
@ShortNames("igsub")
@Categories("instagram")
@AdditionalPrinterColumn(
        name = "Accounts",
        jsonPath = ".status.matchedAccounts",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Backlog", jsonPath = ".status.backlog", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Dead Letters",
        jsonPath = ".status.deadLetters",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Oldest Seconds",
        jsonPath = ".status.oldestSeconds",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url", priority = 1)
public class EventSubscription extends CustomResource<EventSubscriptionSpec, EventSubscriptionStatus>
        implements Namespaced {}
