package io.instagramoperator.operator.steering;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The annotations by which people steer a resource. */
public final class Annotations {

    /** {@code "true"}: the operator leaves the children alone, what runs goes on. */
    public static final String PAUSED = "instagram-operator.io/paused";

    /** Any new value: check Meta again now. */
    public static final String REFRESH = "instagram-operator.io/refresh";

    /** {@code "true"}: the Meta app's callback may be taken over from a foreign URL. */
    public static final String TAKE_OVER = "instagram-operator.io/take-over";

    private Annotations() {}

    public static boolean paused(HasMetadata resource) {
        return "true".equals(value(resource, PAUSED));
    }

    public static boolean takeOver(HasMetadata resource) {
        return "true".equals(value(resource, TAKE_OVER));
    }

    public static String refresh(HasMetadata resource) {
        String value = value(resource, REFRESH);
        return value == null ? "" : value;
    }

    private static @Nullable String value(HasMetadata resource, String annotation) {
        Map<String, String> annotations = resource.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(annotation);
    }
}
