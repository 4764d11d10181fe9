package io.instagramoperator.operator.child;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose an object is.
 *
 * @param kind  of the owners
 * @param label the label with the owner's name
 */
public record Ownership(Class<? extends HasMetadata> kind, String label) {

    /** The reference by which the garbage collector removes a child after its owner, once it has {@link NamespaceOwner no other}. */
    static OwnerReference reference(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .build();
    }

    /** The owners of an object, its namespace aside. */
    static List<OwnerReference> owners(HasMetadata child) {
        return child.getMetadata().getOwnerReferences().stream()
                .filter(owner -> !NamespaceOwner.is(owner))
                .toList();
    }

    /** The resources that own a child or, when somebody has taken its owners away, the one that its label names. */
    Set<ResourceID> ownersOf(HasMetadata child) {
        String namespace = child.getMetadata().getNamespace();
        List<OwnerReference> owners = owners(child);
        Stream<String> names = owners.isEmpty()
                ? Stream.ofNullable(child.getMetadata().getLabels().get(label))
                : owners.stream().filter(this::isOfKind).map(OwnerReference::getName);
        return names.map(name -> new ResourceID(name, namespace)).collect(Collectors.toSet());
    }

    /**
     * What speaks against changing an object.
     *
     * @param manager whose it is, if it has no owner: of the field manager that has made it
     */
    Optional<NotOurs> objection(HasMetadata child, HasMetadata resource, String manager) {
        List<OwnerReference> owners = owners(child);
        if (owners.stream().anyMatch(owner -> resource.getMetadata().getUid().equals(owner.getUid()))) {
            return Optional.empty();
        }
        if (owners.isEmpty() && madeBy(child, manager) && !isOlder(child, resource)) {
            return Optional.empty();
        }
        boolean leftOver = owners.stream()
                .anyMatch(owner ->
                        isOfKind(owner) && resource.getMetadata().getName().equals(owner.getName()));
        return Optional.of(new NotOurs(leftOver));
    }

    /** Then it was made for one of the same name that went without the operator, and its volume holds what was that one's. */
    private static boolean isOlder(HasMetadata child, HasMetadata resource) {
        return Instant.parse(child.getMetadata().getCreationTimestamp())
                .isBefore(Instant.parse(resource.getMetadata().getCreationTimestamp()));
    }

    private static boolean madeBy(HasMetadata child, String manager) {
        return child.getMetadata().getManagedFields().stream()
                .anyMatch(entry -> manager.equals(entry.getManager()) && "Apply".equals(entry.getOperation()));
    }

    private boolean isOfKind(OwnerReference owner) {
        return HasMetadata.getKind(kind).equals(owner.getKind())
                && owner.getApiVersion().startsWith(HasMetadata.getGroup(kind) + "/");
    }
}
