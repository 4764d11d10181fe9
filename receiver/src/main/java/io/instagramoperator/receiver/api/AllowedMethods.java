package io.instagramoperator.receiver.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which methods a path takes, for header {@code Allow}. JAX-RS here refuses the others without saying so, and asked with
 * {@code OPTIONS} names those of other paths too.
 */
@Singleton
public class AllowedMethods {

    private static final int BEHIND_THE_DOOR = -900;

    private static final List<Class<?>> RESOURCES = List.of(
            ConsumersResource.class,
            ConversationsResource.class,
            EventsResource.class,
            MessagesResource.class,
            OpenApiResource.class,
            SubscriptionsResource.class);

    void stand(@Observes Router router) {
        router.options().order(BEHIND_THE_DOOR).handler(AllowedMethods::answer);
    }

    private static void answer(RoutingContext request) {
        Set<String> allowed = of(request.normalizedPath());
        if (allowed.size() == 1) {
            request.next();
        } else {
            request.response()
                    .setStatusCode(204)
                    .putHeader(HttpHeaders.ALLOW, String.join(", ", allowed))
                    .end();
        }
    }

    /** Of a path that there is not, only {@code OPTIONS}. */
    static Set<String> of(String path) {
        Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
        for (Class<?> resource : RESOURCES) {
            for (Method method : resource.getDeclaredMethods()) {
                if (path.matches(pattern(resource, method))) {
                    verbs(method).forEach(allowed::add);
                }
            }
        }
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    private static String pattern(Class<?> resource, Method method) {
        String below = path(method).map(p -> "/" + p).orElse("");
        return (path(resource).orElse("") + below).replaceAll("\\{[a-z]+}", "[^/]+");
    }

    private static Optional<String> path(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Path.class)).map(Path::value);
    }

    private static Stream<String> verbs(Method method) {
        return Stream.of(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .flatMap(Stream::ofNullable)
                .map(HttpMethod::value);
    }
}
