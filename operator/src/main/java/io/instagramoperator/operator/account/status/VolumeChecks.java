package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.INVALID_SPEC;
import static java.util.Comparator.comparing;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.instagramoperator.operator.child.ChildFailure.Cause;
import io.instagramoperator.operator.condition.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Has the store's volume the size that the spec asks for? */
final class VolumeChecks {

    private VolumeChecks() {}

    /** What the claim asks for, or what its volume has if that is less: the volume has not grown yet, or will not. */
    static Optional<Quantity> size(Situation situation) {
        return situation.volumeClaim().stream()
                .flatMap(claim ->
                        Stream.concat(Stream.of(claim.getSpec().getResources().getRequests()), capacity(claim)))
                .flatMap(sizes -> Stream.ofNullable(sizes.get("storage")))
                .min(comparing(Quantity::getNumericalAmount));
    }

    private static Stream<Map<String, Quantity>> capacity(PersistentVolumeClaim claim) {
        return Stream.ofNullable(claim.getStatus())
                .map(PersistentVolumeClaimStatus::getCapacity)
                .flatMap(Stream::ofNullable);
    }

    static Optional<Verdict> cannotGrow(Situation situation) {
        return situation.failures().stream()
                .filter(failure -> failure.cause() == Cause.VOLUME_CANNOT_GROW)
                .findFirst()
                .map(failure -> Verdict.isFalse(
                        INVALID_SPEC,
                        "spec.store.embedded.size is "
                                + situation
                                        .account()
                                        .getSpec()
                                        .store()
                                        .embedded()
                                        .size()
                                + ", and PersistentVolumeClaim " + failure.name() + " stays at "
                                + size(situation).map(Quantity::toString).orElse("its size") + ": "
                                + remedy(situation)));
    }

    private static String remedy(Situation situation) {
        String setBack = "set the size back to "
                + size(situation).map(Quantity::toString).orElse("what it was") + ". The receiver goes on meanwhile";
        return situation
                .volumeClaim()
                .map(claim -> claim.getSpec().getStorageClassName())
                .filter(name -> !name.isEmpty())
                .map(name -> "its StorageClass " + name
                        + " does not let volumes grow. If what provisions them can, allow it: kubectl patch storageclass "
                        + name + " -p '{\"allowVolumeExpansion\":true}'. Otherwise " + setBack)
                .orElse("it has no StorageClass that lets volumes grow. " + capitalized(setBack));
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
