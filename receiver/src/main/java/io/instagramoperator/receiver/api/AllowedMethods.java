package io.instagramoperator.receiver.api;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which methods a path takes, for header {@code Allow}: JAX-RS here refuses the others without saying so. */
final class AllowedMethods {

    private static final List<Class<?>> RESOURCES =
            List.of(ConsumersResource.class, EventsResource.class, MessagesResource.class);

    private AllowedMethods() {}

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
