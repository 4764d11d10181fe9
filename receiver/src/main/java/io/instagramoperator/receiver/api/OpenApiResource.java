package io.instagramoperator.receiver.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The OpenAPI document of this API. It is written by hand, so the extension that makes one of the code has nothing to add, and
 * would keep it in memory as a model.
 */
@Path(OpenApiResource.PATH)
public class OpenApiResource {

    static final String PATH = "/openapi";

    private static final MediaType YAML = new MediaType("application", "yaml");
    private static final List<Variant> FORMS =
            Variant.mediaTypes(YAML, MediaType.APPLICATION_JSON_TYPE).build();

    /**
     * The document, as YAML unless JSON is asked for.
     *
     * @param format {@code JSON} or {@code YAML}, for whoever cannot send {@code Accept}
     */
    @GET
    public Response document(@QueryParam("format") Optional<String> format, @Context Request request)
            throws IOException {
        byte[] document = read();
        return isJson(format, request)
                ? Response.ok(json(document), MediaType.APPLICATION_JSON_TYPE).build()
                : Response.ok(document, YAML).build();
    }

    private static boolean isJson(Optional<String> format, Request request) {
        return format.map("JSON"::equalsIgnoreCase).orElseGet(() -> Optional.ofNullable(request.selectVariant(FORMS))
                .map(Variant::getMediaType)
                .filter(MediaType.APPLICATION_JSON_TYPE::isCompatible)
                .isPresent());
    }

    private static byte[] read() throws IOException {
        try (InputStream document =
                Objects.requireNonNull(OpenApiResource.class.getResourceAsStream("/openapi.yaml"))) {
            return document.readAllBytes();
        }
    }

    private static byte[] json(byte[] yaml) throws IOException {
        return new ObjectMapper().writeValueAsBytes(new YAMLMapper().readTree(yaml));
    }
}
