package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.PERMISSION_MISSING;
import static io.instagramoperator.crds.account.ConditionReason.TOKEN_EXPIRED;
import static io.instagramoperator.crds.account.ConditionReason.TOKEN_EXPIRING_SOON;
import static io.instagramoperator.crds.account.ConditionReason.TOKEN_REVOKED;
import static io.instagramoperator.crds.account.ConditionReason.UNVERIFIED;
import static io.instagramoperator.crds.account.ConditionReason.WRONG_ACCOUNT;
import static io.instagramoperator.crds.account.ConditionType.TOKEN_VALID;

import io.instagramoperator.crds.SecretKeyRef;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.operator.account.report.ReceiverReport.Token;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.report.Problem;
import java.util.Set;

/** Does Meta call the token valid, for this account and with its permissions? The receiver knows; its word is checked against the vocabulary. */
final class TokenChecks {

    private static final Set<ConditionReason> REASONS =
            Set.of(TOKEN_EXPIRED, TOKEN_EXPIRING_SOON, TOKEN_REVOKED, PERMISSION_MISSING, WRONG_ACCOUNT, UNVERIFIED);

    private TokenChecks() {}

    static Verdict verdict(Situation situation) {
        return situation
                .report()
                .map(report -> report.token() == null ? notAsked() : verdict(situation, report.token()))
                .orElseGet(() -> situation.unheard(TOKEN_VALID));
    }

    private static Verdict verdict(Situation situation, Token token) {
        if (token.problem() != null) {
            return ofProblem(token, token.problem());
        }
        if (token.valid() == null) {
            return notAsked();
        }
        SecretKeyRef ref = situation.account().getSpec().accessTokenRef();
        String named = "key " + ref.key() + " of Secret " + ref.name();
        return token.valid()
                ? Verdict.isTrue(TOKEN_VALID, "Meta accepts the access token in " + named)
                : Verdict.isFalse(
                        TOKEN_REVOKED,
                        "Meta does not accept the access token in " + named
                                + " (spec.accessTokenRef): put a new one there");
    }

    private static Verdict ofProblem(Token token, Problem problem) {
        ConditionReason reason = problem.reasonAmong(REASONS, UNVERIFIED);
        if (reason == UNVERIFIED) {
            return Verdict.unknown(reason, problem.message());
        }
        return reason == TOKEN_EXPIRING_SOON && Boolean.TRUE.equals(token.valid())
                ? Verdict.isTrue(reason, problem.message())
                : Verdict.isFalse(reason, problem.message());
    }

    private static Verdict notAsked() {
        return Verdict.unknown(UNVERIFIED, "The receiver has not asked Meta about the token yet");
    }
}
