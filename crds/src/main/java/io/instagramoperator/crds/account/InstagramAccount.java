package io.instagramoperator.crds.account;

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
 * One Instagram professional account. The operator turns it into a running receiver that takes Meta's webhooks for the account, and
 * answers customers through Meta's Send API.
 *
 * <p>Its name ends up in the names of Services, in labels and in the callback URL; the rules on it make each of these possible.
 */
@Group("instagram-operator.io")
@Version("v1alpha1")
@Singular("instagramaccount")
@Plural("instagramaccounts")
@ShortNames("iga")
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
// Down to what the volume has it may go: that takes back a size which the storage class has refused.
@ValidationRule(
        value =
                "!isQuantity(string(self.spec.store.embedded.size))"
                        + " || quantity(string(self.spec.store.embedded.size)).compareTo(quantity(string(oldSelf.spec.store.embedded.size))) >= 0"
                        + " || (has(self.status) && has(self.status.store)"
                        + " && quantity(string(self.spec.store.embedded.size)).compareTo(quantity(string(self.status.store.size))) >= 0)",
        fieldPath = ".spec.store.embedded.size",
        messageExpression =
                "'size cannot shrink: it is ' + string(oldSelf.spec.store.embedded.size) + ', and a PersistentVolumeClaim can only grow; choose ' + (has(self.status) && has(self.status.store) ? string(self.status.store.size) : string(oldSelf.spec.store.embedded.size)) + ' or more'",
        message = "size cannot shrink")
@AdditionalPrinterColumn(name = "Account", jsonPath = ".status.username")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Backlog", jsonPath = ".status.backlog", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Last Event",
        jsonPath = ".status.lastEventTime",
        type = AdditionalPrinterColumn.Type.DATE)
// Not of type date: kubectl prints a date as an age, and the age of a time to come as "<invalid>".
@AdditionalPrinterColumn(name = "Token Expires", jsonPath = ".status.token.expiresAt")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Instagram ID", jsonPath = ".spec.instagramId", priority = 1)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.callbackUrl", priority = 1)
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.receiver.version", priority = 1)
public class InstagramAccount extends CustomResource<InstagramAccountSpec, InstagramAccountStatus>
        implements Namespaced {}
