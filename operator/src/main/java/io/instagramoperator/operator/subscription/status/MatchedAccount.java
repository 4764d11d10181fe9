package io.instagramoperator.operator.subscription.status;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.account.report.SubscriptionReport;
import java.util.Optional;

/**
 * An account that a subscription matches.
 *
 * @param account    as last seen
 * @param crowdedOut whether its receiver is not told of the subscription, because it has the most that it can have
 * @param report     the newest of its receiver, if that works by a configuration with this very spec of the subscription
 */
public record MatchedAccount(InstagramAccount account, boolean crowdedOut, Optional<ReceiverReport> report) {

    String name() {
        return account.getMetadata().getName();
    }

    /** What the receiver says about the subscription of this name. */
    Optional<SubscriptionReport> about(String subscription) {
        return report.flatMap(heard -> heard.subscription(subscription));
    }
}
