package io.instagramoperator.operator.subscription.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.EventSubscriptionStatus;
import io.instagramoperator.operator.account.Accounts;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.Reports;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import io.instagramoperator.operator.account.report.SubscriptionReport.LastError;
import io.instagramoperator.operator.report.Credential;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds situations of subscription {@code crm}. */
final class Situations {

    private final EventSubscription subscription;
    private final List<MatchedAccount> accounts = new ArrayList<>();

    private Situations(EventSubscription subscription) {
        this.subscription = subscription;
    }

    /** Without an account. */
    static Situations of(EventSubscription subscription) {
        return new Situations(subscription);
    }

    /** With one account, whose receiver reports this. */
    static Situation reporting(SubscriptionReport report, Credential... missing) {
        return of(EventSubscriptions.withAllSecrets())
                .account("acme", report(report, missing))
                .build();
    }

    Situations account(String name, ReceiverReport report) {
        accounts.add(new MatchedAccount(account(name, "True", "ReceiverReady"), false, Optional.of(report)));
        return this;
    }

    Situations unheardAccount(String name, String receiverReady, String reason) {
        accounts.add(new MatchedAccount(account(name, receiverReady, reason), false, Optional.empty()));
        return this;
    }

    Situations crowdedAccount(String name) {
        accounts.add(new MatchedAccount(account(name, "True", "ReceiverReady"), true, Optional.empty()));
        return this;
    }

    Situations lastStatus(EventSubscriptionStatus status) {
        subscription.setStatus(status);
        return this;
    }

    Situation build() {
        return new Situation(subscription, List.copyOf(accounts));
    }

    static ReceiverReport report(SubscriptionReport report, Credential... missing) {
        return Reports.healthy("a".repeat(64))
                .subscriptions(report)
                .credentials(missing)
                .build();
    }

    static SubscriptionReport well() {
        return new SubscriptionReport("crm", "AAAB", 0, null, 0, "Closed", false, null);
    }

    static SubscriptionReport waiting(long seconds) {
        return new SubscriptionReport("crm", "AAAB", 7, seconds, 0, "Closed", false, null);
    }

    static SubscriptionReport failing(String kind) {
        return failing(kind, "it was seen");
    }

    static SubscriptionReport failing(String kind, String message) {
        return new SubscriptionReport(
                "crm", "AAAB", 12, 30L, 3, "Open", false, new LastError(kind, message, "2026-11-23T10:00:00Z"));
    }

    /** Events have failed and wait, one of them for long; requests go out as they come, and others may be delivered. */
    static SubscriptionReport refusingSome(String kind) {
        return new SubscriptionReport(
                "crm",
                "AAAB",
                2,
                600L,
                0,
                "Closed",
                false,
                new LastError(kind, "answered 400", "2026-11-23T10:00:00Z"));
    }

    static SubscriptionReport broken() {
        return new SubscriptionReport("crm", "AAAB", 12, 30L, 0, "HalfOpen", false, null);
    }

    static SubscriptionReport gone() {
        return new SubscriptionReport(
                "crm", "AAAB", 12, 30L, 0, "Closed", true, new LastError("Gone", "it answers 410", null));
    }

    static Credential credential(String field, String secret, String key, Credential.State state) {
        return new Credential("subscriptions[crm].http." + field, secret, key, state);
    }

    private static InstagramAccount account(String name, @Nullable String receiverReady, String reason) {
        InstagramAccount account = Accounts.minimal();
        account.getMetadata().setName(name);
        account.setStatus(new InstagramAccountStatus(
                1L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Condition(null, "", 1L, reason, receiverReady, "ReceiverReady"))));
        return account;
    }
}
