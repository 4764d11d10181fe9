package io.instagramoperator.simulator.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A call of the Graph API. Parameters may come in the query, as a form, or as members of a JSON body; a list as JSON or
 * with commas; an object as JSON in a text.
 *
 * @param method in lower case, as in Meta's messages
 * @param base the address of this Meta, for links in answers
 * @param version such as {@code v25.0}
 * @param path the segments after the version
 * @param token the access token, from the header {@code Authorization: Bearer} or the parameter {@code access_token}
 */
record GraphRequest(
        String method, URI base, String version, List<String> path, ObjectNode parameters, Optional<String> token) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BEARER = "Bearer ";

    /** @throws GraphException if the body is not what its content type says */
    static GraphRequest of(
            String method,
            URI base,
            String version,
            String path,
            Map<String, List<String>> query,
            Optional<String> authorization,
            String contentType,
            byte[] body) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        query.forEach((name, values) -> parameters.put(name, values.getLast()));
        if (contentType.startsWith("application/x-www-form-urlencoded")) {
            form(body).forEach((name, values) -> parameters.put(name, values.getLast()));
        } else if (body.length > 0) {
            parameters.setAll(object(body));
        }
        Optional<String> bearer = authorization
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
        Optional<String> token = bearer.or(
                () -> Optional.ofNullable(parameters.path("access_token").textValue()));
        return new GraphRequest(
                method.toLowerCase(Locale.ROOT), base, version, Arrays.asList(path.split("/", -1)), parameters, token);
    }

    private static Map<String, List<String>> form(byte[] body) {
        try {
            return new QueryStringDecoder(new String(body, StandardCharsets.UTF_8), false).parameters();
        } catch (IllegalArgumentException e) {
            throw new GraphException(GraphError.invalidParameter("Malformed form body"));
        }
    }

    private static ObjectNode object(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw new GraphException(GraphError.invalidParameter("Malformed JSON body"));
        }
        throw new GraphException(GraphError.invalidParameter("The body must be a JSON object"));
    }

    /** The node or root operation that is called. */
    String node() {
        return path.getFirst();
    }

    /**
     * The address of the page after a cursor, with the parameters of this call. Meta puts the access token into it, too; a link
     * that can be logged is better without.
     */
    String address(String target, String cursor) {
        StringBuilder address = new StringBuilder(base.resolve("/" + version + "/" + target) + "?after=" + cursor);
        for (String name : List.of("platform", "user_id", "limit", "fields")) {
            parameter(name).ifPresent(value -> address.append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        }
        return address.toString();
    }

    /** A parameter as text. */
    Optional<String> parameter(String name) {
        JsonNode value = parameters.path(name);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** @throws GraphException if it is missing or empty, with Meta's words */
    String required(String name) {
        return parameter(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() ->
                        new GraphException(GraphError.invalidParameter("The parameter " + name + " is required")));
    }

    /** A parameter that is an object; a missing node if it is none. */
    JsonNode object(String name) {
        JsonNode value = parsed(parameters.path(name));
        return value.isObject() ? value : JsonNodeFactory.instance.missingNode();
    }

    /** A parameter that is a list; empty if it is missing. */
    List<String> list(String name) {
        JsonNode value = parsed(parameters.path(name));
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
        return Arrays.stream(value.asText("").split(",", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
    }

    private static JsonNode parsed(JsonNode value) {
        if (!value.isTextual()
                || !(value.textValue().startsWith("{") || value.textValue().startsWith("["))) {
            return value;
        }
        try {
            return JSON.readTree(value.textValue());
        } catch (JsonProcessingException e) {
            return value;
        }
    }

    /** The body for the record, without the credentials that may be among its parameters. */
    ObjectNode bodyWithoutCredentials() {
        return parameters.deepCopy().without(List.of("access_token", "appsecret_proof"));
    }

    /** Without parameters and token. */
    @Override
    public String toString() {
        return "GraphRequest[" + method + " " + path + "]";
    }
}
