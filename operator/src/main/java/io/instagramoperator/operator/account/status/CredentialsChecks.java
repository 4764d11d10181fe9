package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.AWAITING_RECEIVER;
import static io.instagramoperator.crds.account.ConditionType.CREDENTIALS_READY;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.instagramoperator.operator.account.desired.SecretReferences;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.container.MountedSecret;
import io.instagramoperator.operator.container.SecretReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Are all keys of Secrets there that the spec names? Names come from the spec, never from the report. */
final class CredentialsChecks {

    private CredentialsChecks() {}

    static Verdict verdict(Situation situation) {
        return situation
                .report()
                .map(report -> verdict(situation, report))
                .orElseGet(() -> situation.unheard(CREDENTIALS_READY));
    }

    private static Verdict verdict(Situation situation, ReceiverReport report) {
        Map<String, List<SecretReference>> bySecret = SecretReferences.of(
                        situation.account().getSpec())
                .stream()
                .collect(groupingBy(reference -> reference.ref().name(), LinkedHashMap::new, toList()));
        if (!bySecret.values().stream().flatMap(List::stream).allMatch(reference -> reportedBy(report, reference))) {
            return Verdict.unknown(
                    AWAITING_RECEIVER, "The receiver has not reported yet on all Secrets that the spec names");
        }
        List<Verdict> objections = bySecret.values().stream()
                .flatMap(
                        references -> new MountedSecret(situation.namespace(), references, report).objection().stream())
                .toList();
        if (objections.isEmpty()) {
            return Verdict.isTrue(CREDENTIALS_READY, "All referenced keys are there in " + named(bySecret.keySet()));
        }
        Verdict first = objections.getFirst();
        String all = objections.stream().map(Verdict::message).collect(joining(". "));
        return new Verdict(first.status(), first.reason(), all);
    }

    private static boolean reportedBy(ReceiverReport report, SecretReference reference) {
        return report.credentials().stream().anyMatch(credential -> credential.isAbout(reference.ref()));
    }

    private static String named(Collection<String> secrets) {
        return (secrets.size() == 1 ? "Secret " : "Secrets ") + String.join(", ", secrets);
    }
}
