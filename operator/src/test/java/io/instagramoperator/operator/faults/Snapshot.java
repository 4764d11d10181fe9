package io.instagramoperator.operator.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that the operator knows or makes in an account's namespace, without what must differ from one namespace to the next. */
final class Snapshot {

    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();
    private static final List<Class<? extends HasMetadata>> KINDS = List.of(
            InstagramAccount.class,
            EventSubscription.class,
            ConfigMap.class,
            Deployment.class,
            Ingress.class,
            NetworkPolicy.class,
            PersistentVolumeClaim.class,
            Pod.class,
            Service.class,
            ServiceAccount.class);
    private static final Set<String> TIMES_AND_IDENTITIES = Set.of(
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "deletionTimestamp",
            "lastTransitionTime",
            "time",
            "since",
            "until",
            "clusterIP",
            "clusterIPs");

    /** Field managers own an owner reference by its UID. */
    private static final String UID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private Snapshot() {}

    /** By kind and name. */
    static Map<String, String> of(Account account) {
        Map<String, String> snapshot = new TreeMap<>();
        KINDS.stream()
                .flatMap(kind -> objects(kind, account))
                .forEach(object -> snapshot.put(
                        object.getKind() + " " + object.getMetadata().getName(), normal(object, account)));
        return snapshot;
    }

    private static Stream<? extends HasMetadata> objects(Class<? extends HasMetadata> kind, Account account) {
        return account.client().resources(kind).inNamespace(account.namespace()).list().getItems().stream();
    }

    private static String normal(HasMetadata object, Account account) {
        JsonNode json = JSON.valueToTree(object);
        strip(json);
        return json.toPrettyString()
                .replace(account.namespace(), "NAMESPACE")
                .replaceAll(UID, "UID")
                .replace(account.instagramId(), "ID")
                .replace(account.configHash(), "HASH OF THE CONFIGURATION");
    }

    private static void strip(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.remove(TIMES_AND_IDENTITIES);
            if (object.get("managedFields") instanceof ArrayNode entries) {
                sort(entries);
            }
        }
        json.forEach(Snapshot::strip);
    }

    /** They are in the order of their times. */
    private static void sort(ArrayNode entries) {
        List<JsonNode> sorted = new ArrayList<>();
        entries.forEach(sorted::add);
        sorted.sort(Comparator.comparing(
                entry -> entry.path("manager") + "" + entry.path("operation") + entry.path("subresource")));
        entries.removeAll().addAll(sorted);
    }
}
