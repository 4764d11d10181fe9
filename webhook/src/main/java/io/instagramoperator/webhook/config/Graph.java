package io.instagramoperator.webhook.config;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Graph API.
 *
 * @param url another endpoint than Meta's own, such as the simulator's
 * @param version such as {@code v25.0}
 */
public record Graph(Optional<URI> url, String version) {

    private static final Pattern VERSION = Pattern.compile("v[0-9]{1,3}\\.[0-9]{1,2}");

    /** What stands in the section {@code graph}. */
    public static Graph read(Section section) {
        Graph graph = new Graph(
                section.url("url"),
                section.text("version", VERSION, "a version like v25.0").orElse("v25.0"));
        section.refuseUnknown();
        return graph;
    }
}
