package io.instagramoperator.operator.account.status;

import static io.instagramoperator.crds.account.ConditionReason.AWAITING_GATEWAY;
import static io.instagramoperator.crds.account.ConditionReason.GATEWAY_PENDING;
import static java.util.Objects.requireNonNull;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.app.ConditionType;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.app.MetaAppStatus;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.condition.Clause;
import io.instagramoperator.operator.condition.Kubectl;
import io.instagramoperator.operator.condition.Verdict;
import io.instagramoperator.operator.condition.Verdict.Status;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether webhooks come of an account that shares its Meta app: the gateway sees to the app, as its MetaApp says in the condition of the same
 * name, and the receiver to the account.
 */
record SharedSubscription(Situation situation, AppInUse app) {

    /** Both halves in one. The message says which of them is missing. */
    Verdict verdict(Verdict ofReceiver) {
        Verdict ofApp = ofApp();
        Verdict ofAccount = ofReceiver.hasReason(GATEWAY_PENDING) ? pending() : ofReceiver;
        if (ofApp.isTrue() && ofAccount.isTrue()) {
            return ofAccount;
        }
        Verdict first = first(Status.FALSE, ofApp, ofAccount)
                .or(() -> first(Status.UNKNOWN, ofApp, ofAccount))
                .orElse(ofAccount);
        return new Verdict(first.status(), first.reason(), message(ofApp, ofAccount));
    }

    private Verdict ofApp() {
        if (situation.wantedApp() instanceof WantedApp.NotFound(String name) && name.equals(app.name())) {
            return Verdict.unknown(AWAITING_GATEWAY, "it is not there, see condition Accepted");
        }
        if (!(situation.wantedApp() instanceof WantedApp.Shared(MetaApp metaApp)
                && metaApp.getMetadata().getName().equals(app.name()))) {
            return Verdict.unknown(
                    AWAITING_GATEWAY, "the spec asks for another app, which the receiver does not work with yet");
        }
        return Optional.ofNullable(metaApp.getStatus()).map(MetaAppStatus::conditions).stream()
                .flatMap(conditions -> conditions.stream())
                .filter(condition -> ConditionType.SUBSCRIBED.type().equals(condition.getType()))
                .findFirst()
                .map(Verdict::of)
                .orElseGet(() -> Verdict.unknown(AWAITING_GATEWAY, "its gateway has not reported yet"));
    }

    /** The receiver knows that it is to wait; the operator knows for what. */
    private Verdict pending() {
        return Verdict.isFalse(
                GATEWAY_PENDING,
                "it is subscribed when every ready pod of the gateway passes its webhooks on, which would be lost before; condition GatewayReady in "
                        + Kubectl.describe(
                                situation.namespace(), "metaapp", requireNonNull(app.name(), "each shared app has one"))
                        + " says what that waits for");
    }

    private static Optional<Verdict> first(Status status, Verdict... halves) {
        return Stream.of(halves).filter(half -> half.status() == status).findFirst();
    }

    private String message(Verdict ofApp, Verdict ofAccount) {
        String appMissing = "The app is missing, MetaApp " + app.name() + ": " + Clause.of(ofApp.message());
        String accountMissing = "The account is missing: " + Clause.of(ofAccount.message());
        if (ofApp.isTrue()) {
            return accountMissing + ". The app is registered by MetaApp " + app.name();
        }
        return ofAccount.isTrue()
                ? appMissing + ". The account itself is subscribed"
                : appMissing + ". " + accountMissing;
    }
}
