package io.instagramoperator.operator.metrics;

import java.util.List;

/**
 * What a request to the API server is about, in the words of RBAC.
 *
 * @param verb     such as list or patch
 * @param resource in the plural, with its subresource, such as {@code instagramaccounts/status}; {@code other} where the path names none
 */
record ApiRequest(String verb, String resource) {

    private static final String OTHER = "other";

    /** Reads {@code /api/v1/…} and {@code /apis/group/version/…}, with or without a namespace. */
    static ApiRequest of(String method, String path, String query) {
        List<String> parts = List.of(path.substring(Math.min(1, path.length())).split("/", -1));
        int start = parts.getFirst().equals("apis") ? 3 : 2;
        boolean namespaced = parts.size() > start + 2 && parts.get(start).equals("namespaces");
        List<String> rest = parts.subList(Math.min(namespaced ? start + 2 : start, parts.size()), parts.size());
        if (rest.isEmpty()
                || !(parts.getFirst().equals("apis") || parts.getFirst().equals("api"))) {
            return new ApiRequest(verb(method, true, query), OTHER);
        }
        return new ApiRequest(
                verb(method, rest.size() > 1, query), rest.size() > 2 ? rest.get(0) + "/" + rest.get(2) : rest.get(0));
    }

    private static String verb(String method, boolean named, String query) {
        return switch (method) {
            case "GET" -> query.contains("watch=true") ? "watch" : named ? "get" : "list";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> OTHER;
        };
    }
}
