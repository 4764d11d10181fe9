package io.instagramoperator.operator.container;

import io.instagramoperator.crds.SecretKeyRef;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One reference to a key of a Secret, which becomes a file in a container.
 *
 * @param field path in the resource, such as {@code spec.app.secretRefs[0]}
 * @param ref   what it names
 */
public record SecretReference(String field, SecretKeyRef ref) {

    /** The references of a list in the resource. */
    public static Stream<SecretReference> all(String field, List<SecretKeyRef> refs) {
        return IntStream.range(0, refs.size()).mapToObj(i -> new SecretReference(field + "[" + i + "]", refs.get(i)));
    }
}
