package io.instagramoperator.crds.app;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;
import io.instagramoperator.crds.Patterns;

/**
 * One Meta app that several accounts share. Meta allows an app one callback URL: the operator runs a gateway there, which passes each
 * account's webhooks on to the account's receiver.
 *
 * <p>Its name ends up in the names of Services, in labels and in the callback URL; the rules on it make each of these possible.
 */
@Group("instagram-operator.io")
@Version("v1alpha1")
@Singular("metaapp")
@Plural("metaapps")
@ShortNames("metaapp")
@Categories("instagram")
@ValidationRule(
        value = "self.metadata.name.size() <= 63",
        fieldPath = ".metadata.name",
        message = "choose a name of at most 63 characters: it is also a label of the Service and the pods")
@ValidationRule(
        value = "self.metadata.name.matches('" + Patterns.SERVICE_NAME + "')",
        fieldPath = ".metadata.name",
        message =
                "choose a name of lower-case letters, digits and '-' that starts with a letter: it also names the Service")
@AdditionalPrinterColumn(name = "App ID", jsonPath = ".spec.appId")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Accounts", jsonPath = ".status.accounts", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.callbackUrl", priority = 1)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.gateway.version", priority = 1)
public class MetaApp extends CustomResource<MetaAppSpec, MetaAppStatus> implements Namespaced {}
