package io.instagramoperator.instagram.graph;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the Graph API answers.
 *
 * @param app the edges of an app, and the account's with Facebook Login
 * @param instagram the edges of an account with Instagram Login
 * @param version for instance {@code v25.0}
 */
public record GraphHosts(URI app, URI instagram, String version) {

    /** Meta's own hosts. */
    public static GraphHosts ofMeta(String version) {
        return new GraphHosts(
                URI.create("https://graph.facebook.com"), URI.create("https://graph.instagram.com"), version);
    }

    /** One endpoint for everything, such as the simulator. */
    public static GraphHosts at(URI url, String version) {
        return new GraphHosts(url, url, version);
    }

    URI appEdge(String path, Map<String, String> parameters) {
        return resolve(app, path, parameters);
    }

    URI accountEdge(Login login, String path, Map<String, String> parameters) {
        return resolve(login == Login.FACEBOOK ? app : instagram, path, parameters);
    }

    static String encode(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(p -> URLEncoder.encode(p.getKey(), StandardCharsets.UTF_8) + "="
                                + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private URI resolve(URI host, String path, Map<String, String> parameters) {
        String base = host.toString().replaceAll("/+$", "");
        String query = parameters.isEmpty() ? "" : "?" + encode(parameters);
        return URI.create(base + "/" + version + path + query);
    }
}
