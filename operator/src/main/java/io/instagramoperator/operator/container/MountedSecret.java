package io.instagramoperator.operator.container;

import static io.instagramoperator.crds.account.ConditionReason.SECRET_EMPTY;
import static io.instagramoperator.crds.account.ConditionReason.SECRET_KEY_MISSING;
import static io.instagramoperator.crds.account.ConditionReason.SECRET_NOT_FOUND;
import static java.util.stream.Collectors.joining;

import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Credential.State;
import io.instagramoperator.operator.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One Secret as a pod sees it: as files. Of a Secret without any of its keys nobody can say whether it exists, since the operator may not
 * read Secrets.
 *
 * @param namespace  of the resource that names it
 * @param references all references of the spec to this Secret, at least one
 * @param report     what the pod says about each
 */
public record MountedSecret(String namespace, List<SecretReference> references, Report report) {

    /** What is wrong with it, in the words of a condition of the resource that names it. */
    public Optional<Verdict> objection() {
        return Stream.<Supplier<Optional<Verdict>>>of(this::notFound, this::keyMissing, this::empty, this::unreadable)
                .flatMap(check -> check.get().stream())
                .findFirst();
    }

    private Optional<Verdict> notFound() {
        List<SecretReference> missing = in(State.MISSING);
        return missing.size() < references.size()
                ? Optional.empty()
                : Optional.of(Verdict.isFalse(
                        SECRET_NOT_FOUND,
                        "Secret " + name() + " not found, or it has none of the keys " + described(missing) + ": "
                                + Kubectl.createSecret(namespace, name(), keys(missing))));
    }

    private Optional<Verdict> keyMissing() {
        return objection(
                in(State.MISSING),
                missing -> Verdict.isFalse(
                        SECRET_KEY_MISSING,
                        "Secret " + name() + " lacks the key " + described(missing) + ": "
                                + Kubectl.setSecretKeys(namespace, name(), keys(missing))));
    }

    private Optional<Verdict> empty() {
        return objection(
                in(State.EMPTY),
                empty -> Verdict.isFalse(
                        SECRET_EMPTY,
                        "Secret " + name() + " has no value under the key " + described(empty) + ": "
                                + Kubectl.setSecretKeys(namespace, name(), keys(empty))));
    }

    private Optional<Verdict> unreadable() {
        return objection(
                in(State.UNREADABLE),
                unreadable -> Verdict.isFalse(
                        SECRET_KEY_MISSING,
                        "Secret " + name() + " has no usable value under the key " + described(unreadable)
                                + ", it must be one line of text: "
                                + Kubectl.setSecretKeys(namespace, name(), keys(unreadable))));
    }

    private static Optional<Verdict> objection(
            List<SecretReference> affected, Function<List<SecretReference>, Verdict> verdict) {
        return affected.isEmpty() ? Optional.empty() : Optional.of(verdict.apply(affected));
    }

    private List<SecretReference> in(State state) {
        return references.stream()
                .filter(reference -> report.credentials().stream()
                        .anyMatch(credential -> credential.state() == state && credential.isAbout(reference.ref())))
                .toList();
    }

    private String name() {
        return references.getFirst().ref().name();
    }

    /** Such as {@code app-secret (spec.app.secretRefs[0]), access-token (spec.accessTokenRef)}. */
    private static String described(List<SecretReference> references) {
        return references.stream()
                .map(reference -> reference.ref().key() + " (" + reference.field() + ")")
                .collect(joining(", "));
    }

    private static List<String> keys(List<SecretReference> references) {
        return references.stream()
                .map(reference -> reference.ref().key())
                .distinct()
                .toList();
    }
}
