package io.instagramoperator.operator.app.desired;

import static java.util.Comparator.comparing;

import io.instagramoperator.crds.account.AppInUse;
import io.instagramoperator.crds.account.AppRef;
import io.instagramoperator.crds.account.ConditionReason;
import io.instagramoperator.crds.account.ConditionType;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.account.InstagramAccountStatus;
import io.instagramoperator.crds.account.RetiredApp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which accounts share which app of their namespace, and so which webhooks its gateway passes on to whom. */
public final class Sharing {

    /** Of two accounts with the same id the older one has it; their own conditions say so a moment later. */
    private static final Comparator<InstagramAccount> BY_AGE = comparing(
                    (InstagramAccount account) -> account.getMetadata().getCreationTimestamp())
            .thenComparing(account -> account.getMetadata().getName());

    private Sharing() {}

    /** The name of the app through which the account wants to be served. */
    public static Optional<String> wanted(InstagramAccount account) {
        return Optional.ofNullable(account.getSpec().appRef()).map(AppRef::name);
    }

    /** The name of the app that the account's receiver works with. */
    public static Optional<String> inUse(InstagramAccount account) {
        return status(account).map(InstagramAccountStatus::app).map(AppInUse::name);
    }

    /** The names of all apps through whose gateways something may come for the account. For some time that is also one that it has left: Meta repeats webhooks. */
    public static Set<String> all(InstagramAccount account) {
        return Stream.of(
                        wanted(account),
                        inUse(account),
                        status(account).map(InstagramAccountStatus::retiredApp).map(RetiredApp::name))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<InstagramAccountStatus> status(InstagramAccount account) {
        return Optional.ofNullable(account.getStatus());
    }

    /**
     * The accounts whose entries are passed on, by their Instagram ids. An account is among them as soon as it is there, and until it is gone: to a
     * receiver that does not answer yet Meta repeats what it has to say, and what is sent for an account that the gateway does not know is lost.
     */
    static List<InstagramAccount> routed(Stream<InstagramAccount> accounts) {
        return List.copyOf(accounts.filter(account -> !standsBack(account))
                .collect(Collectors.toMap(
                        account -> account.getSpec().instagramId(),
                        Function.identity(),
                        BinaryOperator.minBy(BY_AGE),
                        TreeMap::new))
                .values());
    }

    /** Behind an older account with the same id, wherever that one is. */
    private static boolean standsBack(InstagramAccount account) {
        return acceptedReason(account)
                .filter(ConditionReason.DUPLICATE_INSTAGRAM_ID.reason()::equals)
                .isPresent();
    }

    /** The reason of the account's condition Accepted. */
    public static Optional<String> acceptedReason(InstagramAccount account) {
        return status(account).stream()
                .flatMap(status -> status.conditions().stream())
                .filter(condition -> ConditionType.ACCEPTED.type().equals(condition.getType()))
                .map(condition -> condition.getReason())
                .findFirst();
    }
}
