package io.instagramoperator.operator.container;

import io.instagramoperator.crds.SecretKeyRef;

/**
 * One reference to a key of a Secret, which becomes a file in the receiver's container.
 *
 * @param field path in the resource, such as {@code spec.app.secretRefs[0]}
 * @param ref   what it names
 */
public record SecretReference(String field, SecretKeyRef ref) {}
