package io.instagramoperator.operator.subscription.desired;

import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.crds.subscription.HttpSinkSpec;
import io.instagramoperator.crds.subscription.ServiceRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.stream.Stream;

/** The address that a subscription's events are posted to. */
public final class SinkUrl {

    private static final int LAST_PORT = 65_535;

    /** Of a part of a name between dots (RFC 1035, 2.3.4). */
    private static final int LONGEST_LABEL = 63;

    private SinkUrl() {}

    /** The address as the receiver gets it: the spec's own, or that of the Service inside the cluster. */
    public static String of(EventSubscription subscription) {
        HttpSinkSpec http = subscription.getSpec().sink().http();
        ServiceRef service = http.service();
        if (service != null) {
            return "http://" + service.name() + "." + subscription.getMetadata().getNamespace() + ".svc:"
                    + service.port() + service.path();
        }
        return http.url() == null ? "" : http.url();
    }

    /** The same without its query, which some endpoints use for a password. */
    public static String withoutQuery(EventSubscription subscription) {
        return of(subscription).replaceFirst("\\?.*", "");
    }

    /**
     * What a receiver would have against the address. The schema is not as strict as a receiver, which would refuse all of the account's
     * configuration.
     */
    public static Optional<String> objection(EventSubscription subscription) {
        String field = subscription.getSpec().sink().http().service() == null
                ? "spec.sink.http.url"
                : "spec.sink.http.service.path";
        try {
            URI uri = new URI(of(subscription));
            return uri.getHost() == null
                            || !isName(uri.getHost())
                            || uri.getPort() == 0
                            || uri.getPort() > LAST_PORT
                            || uri.getRawUserInfo() != null
                    ? Optional.of(field + " has no host that is a name or an IP address, or no port from 1 to "
                            + LAST_PORT + ". Write it like https://crm.example.com/hooks")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of(field + " is not an address: " + e.getReason() + " at position " + e.getIndex()
                    + ". Write other characters than letters, digits and -._~:/?@!$&'()*+,;= as %XX");
        }
    }

    private static boolean isName(String host) {
        return Stream.of(host.split("\\.")).allMatch(label -> label.length() <= LONGEST_LABEL);
    }
}
