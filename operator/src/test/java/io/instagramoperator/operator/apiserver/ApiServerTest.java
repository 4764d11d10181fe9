package io.instagramoperator.operator.apiserver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test class against a real API server; skipped, with the reason, where there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("apiserver")
@ExtendWith(Patience.class)
@EnabledIfEnvironmentVariable(
        named = ApiServer.KUBECONFIG,
        matches = ".+",
        disabledReason =
                "there is no API server: " + ApiServer.KUBECONFIG + " is not set; dev/apiserver run COMMAND sets it")
public @interface ApiServerTest {}
