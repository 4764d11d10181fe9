package io.instagramoperator.operator.container;

import static io.instagramoperator.crds.account.ConditionType.CREDENTIALS_READY;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Report;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Are all keys of Secrets there that the spec names? Names come from the spec, never from the report. */
public final class CredentialsChecks {

    private CredentialsChecks() {}

    /**
     * The verdict.
     *
     * @param namespace  of the resource
     * @param spec       its references
     * @param report     what a pod says about these
     * @param unreported the verdict on a report that does not know all of them yet
     */
    public static Verdict verdict(String namespace, List<SecretReference> spec, Report report, Verdict unreported) {
        Map<String, List<SecretReference>> bySecret =
                spec.stream().collect(groupingBy(reference -> reference.ref().name(), LinkedHashMap::new, toList()));
        if (!bySecret.values().stream().flatMap(List::stream).allMatch(reference -> reportedBy(report, reference))) {
            return unreported;
        }
        List<Verdict> objections = bySecret.values().stream()
                .flatMap(references -> new MountedSecret(namespace, references, report).objection().stream())
                .toList();
        if (objections.isEmpty()) {
            return Verdict.isTrue(
                    CREDENTIALS_READY, "All referenced keys are there in " + named(bySecret.keySet()) + readAt(report));
        }
        Verdict first = objections.getFirst();
        String all = objections.stream().map(Verdict::message).collect(joining(". "));
        return new Verdict(first.status(), first.reason(), all);
    }

    /** Confirms that a new value has arrived, which nothing else shows. */
    private static String readAt(Report report) {
        return report.credentialsReadAt() == null
                ? ""
                : "; the newest value in use was read at " + report.credentialsReadAt();
    }

    private static boolean reportedBy(Report report, SecretReference reference) {
        return report.credentials().stream().anyMatch(credential -> credential.isAbout(reference.ref()));
    }

    private static String named(Collection<String> secrets) {
        return (secrets.size() == 1 ? "Secret " : "Secrets ") + String.join(", ", secrets);
    }
}
