package io.instagramoperator.simulator.chat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** The files of the page. Quarkus itself would have to unpack them first, for which there is no place in a pod. */
@Path("/chat")
public class PageResource {

    private static final Map<String, String> TYPES = Map.of(
            "index.html", "text/html; charset=utf-8",
            "chat.css", "text/css; charset=utf-8",
            "chat.js", "text/javascript; charset=utf-8",
            "dom.js", "text/javascript; charset=utf-8",
            "messages.js", "text/javascript; charset=utf-8",
            "webhooks.js", "text/javascript; charset=utf-8",
            "icon.svg", "image/svg+xml");

    /** The names in the page are relative to {@code /chat/}. */
    @GET
    public Response start() {
        return Response.temporaryRedirect(URI.create("/chat/index.html")).build();
    }

    @GET
    @Path("{name}")
    public Response file(@PathParam("name") String name) {
        String type = TYPES.get(name);
        if (type == null) {
            throw new NotFoundException("there is no file '%s'; the page is /chat/index.html".formatted(name));
        }
        try (InputStream file = PageResource.class.getResourceAsStream("/chat/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the build left out the file chat/" + name);
            }
            return Response.ok(file.readAllBytes(), type).build();
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the program cannot be read: chat/" + name, e);
        }
    }
}
