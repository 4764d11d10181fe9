/**
 * The Kubernetes API of group {@code instagram-operator.io}: what all its kinds share; one package below this per kind.
 * In: resources that users apply, read from the API server. Out: the same, typed; the schema in {@code crds/manifests} is generated from
 * these types, and their status is what {@code kubectl} shows.
 */
@NullMarked
package io.instagramoperator.crds;

import org.jspecify.annotations.NullMarked;
