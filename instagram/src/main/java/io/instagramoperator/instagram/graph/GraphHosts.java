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
        return resolve(app, "/" + version, path, parameters);
    }

    URI accountEdge(Login login, String path, Map<String, String> parameters) {
        return resolve(login == Login.FACEBOOK ? app : instagram, "/" + version, path, parameters);
    }

    /** The one path of tokens that Meta's pages show without a version. */
    URI refreshToken() {
        return resolve(instagram, "", "/refresh_access_token", Map.of("grant_type", "ig_refresh_token"));
    }

    static String encode(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(p -> encode(p.getKey()) + "=" + encode(p.getValue()))
                        .collect(Collectors.joining("&"));
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static URI resolve(URI host, String root, String path, Map<String, String> parameters) {
        String base = host.toString().replaceAll("/+$", "");
        String query = parameters.isEmpty() ? "" : "?" + encode(parameters);
        return URI.create(base + root + path + query);
    }
}
