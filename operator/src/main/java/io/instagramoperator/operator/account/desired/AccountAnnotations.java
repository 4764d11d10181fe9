package io.instagramoperator.operator.account.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The annotations by which people steer an account. */
public final class AccountAnnotations {

    /** {@code "true"}: the operator leaves the children alone, the receiver goes on. */
    public static final String PAUSED = "instagram-operator.io/paused";

    /** Any new value: check Meta again now. */
    public static final String REFRESH = "instagram-operator.io/refresh";

    /** {@code "true"}: the Meta app's callback may be taken over from a foreign URL. */
    public static final String TAKE_OVER = "instagram-operator.io/take-over";

    private AccountAnnotations() {}

    public static boolean paused(HasMetadata account) {
        return "true".equals(value(account, PAUSED));
    }

    static boolean takeOver(HasMetadata account) {
        return "true".equals(value(account, TAKE_OVER));
    }

    static String refresh(HasMetadata account) {
        String value = value(account, REFRESH);
        return value == null ? "" : value;
    }

    private static @Nullable String value(HasMetadata account, String annotation) {
        Map<String, String> annotations = account.getMetadata().getAnnotations();
        return annotations == null ? null : annotations.get(annotation);
    }
}
