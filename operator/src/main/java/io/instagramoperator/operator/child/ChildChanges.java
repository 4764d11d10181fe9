package io.instagramoperator.operator.child;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.operator.event.Notice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What applying the children has changed. The framework knows, and tells nobody: so the children before and after are compared. */
public final class ChildChanges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ChildChanges() {}

    /** One notice of all children that were created, one of those changed, one of those gone, one of those that failed. */
    public static List<Notice> notices(
            Map<String, HasMetadata> before, Map<String, HasMetadata> after, List<ChildFailure> failures) {
        return Stream.of(
                        named("Created", after, before, (_, old) -> old.isEmpty()),
                        named("Updated", after, before, (now, old) -> old.filter(it -> isUpdated(now, it))
                                .isPresent()),
                        named("Deleted", before, after, (_, now) -> now.isEmpty()),
                        failed(failures))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Notice> named(
            String reason,
            Map<String, HasMetadata> children,
            Map<String, HasMetadata> others,
            BiPredicate<HasMetadata, Optional<HasMetadata>> test) {
        String names = children.entrySet().stream()
                .filter(child -> test.test(child.getValue(), Optional.ofNullable(others.get(child.getKey()))))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? Optional.empty() : Optional.of(Notice.normal(reason, reason + " " + names));
    }

    private static Optional<Notice> failed(List<ChildFailure> failures) {
        String messages = failures.stream()
                .map(failure -> failure.kind() + " " + failure.name() + " could not be applied: " + failure.message())
                .collect(Collectors.joining("; "));
        return messages.isEmpty() ? Optional.empty() : Optional.of(Notice.warning("ApplyFailed", messages));
    }

    /** What controllers note in a status meanwhile is no change of ours. Versions are compared first, because nearly always nothing has changed. */
    private static boolean isUpdated(HasMetadata now, HasMetadata before) {
        return !now.getMetadata()
                        .getResourceVersion()
                        .equals(before.getMetadata().getResourceVersion())
                && !content(now).equals(content(before));
    }

    private static JsonNode content(HasMetadata child) {
        ObjectNode content = JSON.convertValue(child, ObjectNode.class);
        content.remove("status");
        ((ObjectNode) content.get("metadata")).remove(List.of("resourceVersion", "generation", "managedFields"));
        return content;
    }
}
