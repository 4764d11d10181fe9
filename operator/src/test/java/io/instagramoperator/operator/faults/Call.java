package io.instagramoperator.operator.faults;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API server.
 *
 * @param verb     as RBAC has it
 * @param resource such as {@code deployments}, with its subresource if it has one: {@code instagramaccounts/status}
 * @param headers  their names in lower case
 */
record Call(String verb, String resource, String namespace, String name, Map<String, String> headers) {

    private static final Set<String> WRITES = Set.of("create", "patch", "update", "delete");

    /** The request with this head: its line and its headers. */
    static Call of(String head) {
        List<String> lines = head.lines().toList();
        String[] line = lines.getFirst().split(" ", -1);
        Map<String, String> headers = new TreeMap<>();
        lines.stream()
                .skip(1)
                .map(header -> header.split(":", 2))
                .filter(header -> header.length == 2)
                .forEach(header -> headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip()));
        return of(line[0], URI.create(line[1]), headers);
    }

    private static Call of(String method, URI uri, Map<String, String> headers) {
        // /api/v1/…, /apis/GROUP/VERSION/…, and in these [namespaces/NAMESPACE/]RESOURCE[/NAME[/SUBRESOURCE]]
        List<String> path = List.of(uri.getPath().substring(1).split("/", -1));
        int start = path.getFirst().equals("api") ? 2 : 3;
        if (path.size() <= start || !path.getFirst().startsWith("api")) {
            return new Call("get", uri.getPath(), "", "", headers);
        }
        boolean namespaced = path.get(start).equals("namespaces") && path.size() > start + 2;
        List<String> rest = path.subList(namespaced ? start + 2 : start, path.size());
        String name = rest.size() > 1 ? rest.get(1) : "";
        return new Call(
                verb(method, name, uri.getQuery()),
                rest.size() > 2 ? rest.getFirst() + "/" + rest.get(2) : rest.getFirst(),
                namespaced ? path.get(start + 1) : "",
                name,
                headers);
    }

    private static String verb(String method, String name, @Nullable String query) {
        return switch (method) {
            case "GET" -> query != null && query.contains("watch=true") ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "DELETE" -> "delete";
            default -> method.toLowerCase(Locale.ROOT);
        };
    }

    boolean isWatch() {
        return verb.equals("watch");
    }

    /** Whether it changes a resource. Leases are not meant: they are renewed all the time; nor are questions that are asked by POST. */
    boolean isWrite() {
        return WRITES.contains(verb) && !isLease() && !resource.startsWith("selfsubject");
    }

    boolean isOnEvent() {
        return resource.equals("events");
    }

    boolean isLease() {
        return resource.equals("leases");
    }

    boolean isUpgrade() {
        return headers.containsKey("upgrade");
    }

    int contentLength() {
        return Integer.parseInt(headers.getOrDefault("content-length", "0"));
    }

    @Override
    public String toString() {
        return verb + " " + resource + " " + name;
    }
}
