package io.instagramoperator.operator.network;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a process connects to: a port anywhere, or a namespace of the cluster. */
public sealed interface Destination {

    /** A port of any host. */
    record Port(int number) implements Destination {}

    /** All ports of the pods of a namespace: which one a Service leads to is not known here, and a network policy sees that one. */
    record Namespace(String name) implements Destination {}

    /** Names that only the cluster's DNS knows: {@code crm}, {@code crm.sales.svc}, {@code crm.sales.svc.cluster.local}. */
    Pattern SERVICE = Pattern.compile("[^.]+|(?:.+\\.)?(?<namespace>[^.]+)\\.svc(?:\\..+)?");

    /**
     * The destination of a URL; none without one that can be used.
     *
     * @param own the namespace of the process
     */
    static Optional<Destination> of(String url, String own) {
        try {
            return of(new URI(url), own);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Destination> of(URI url, String own) {
        if (url.getHost() == null) {
            return Optional.empty();
        }
        Matcher service = SERVICE.matcher(url.getHost());
        if (!url.getHost().startsWith("[") && service.matches()) {
            String namespace = service.group("namespace");
            return Optional.of(new Namespace(namespace == null ? own : namespace));
        }
        int standard = "http".equals(url.getScheme()) ? 80 : 443;
        return Optional.of(new Port(url.getPort() == -1 ? standard : url.getPort()));
    }
}
