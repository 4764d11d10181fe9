package io.instagramoperator.receiver.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives no answer for which there is no room. */
final class AnswerRoom {

    /** Smaller ones are no more than the request that they answer. */
    private static final int SMALL_BYTES = 4 * 1024;

    private final ApiRoom room;
    private final CurrentVertxRequest request;

    AnswerRoom(ApiRoom room, CurrentVertxRequest request) {
        this.room = room;
        this.request = request;
    }

    @ServerResponseFilter
    void check(ContainerResponseContext answer) {
        long bytes =
                switch (answer.getEntity()) {
                    case byte[] array -> array.length;
                    case String text -> text.length();
                    case null, default -> 0;
                };
        if (bytes > SMALL_BYTES && !room.take(bytes, request.getCurrent())) {
            ProblemDocument full = ApiRoom.full();
            answer.setStatus(full.status());
            answer.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, ProblemDocument.RETRY_AFTER);
            answer.setEntity(full.json().toString(), new Annotation[0], MediaType.valueOf(ProblemDocument.MEDIA_TYPE));
        }
    }
}
