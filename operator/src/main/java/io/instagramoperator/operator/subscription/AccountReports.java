package io.instagramoperator.operator.subscription;

import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.report.ReceiverReport;
import io.instagramoperator.operator.report.ReportPoller;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import java.util.Set;

/** Has subscriptions reconciled when the receiver of an account that they match reports something new. */
final class AccountReports extends AbstractEventSource<ReceiverReport, EventSubscription> {

    private final Accounts accounts;

    AccountReports(ReportPoller<InstagramAccount, ReceiverReport> poller, Accounts accounts) {
        super(ReceiverReport.class, "account-reports");
        this.accounts = accounts;
        poller.tell(this::changed);
    }

    private void changed(ResourceID account) {
        if (isRunning()) {
            accounts.subscriptionsOf(account)
                    .forEach(subscription -> getEventHandler().handleEvent(new Event(subscription)));
        }
    }

    @Override
    public Set<ReceiverReport> getSecondaryResources(EventSubscription subscription) {
        return Set.of();
    }
}
