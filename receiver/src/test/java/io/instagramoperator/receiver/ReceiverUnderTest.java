package io.instagramoperator.receiver;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A receiver for tests over HTTP: its folder, and a Meta of its own. */
public final class ReceiverUnderTest implements QuarkusTestResourceLifecycleManager {

    public static final FakeMeta META = new FakeMeta();

    private static final String CONFIG = "RECEIVER_CONFIG";

    @Override
    public Map<String, String> start() {
        try {
            ReceiverHome home = new ReceiverHome(Files.createTempDirectory("receiver"))
                    .with("graph", "{ url: \"" + META.url() + "\" }")
                    .secret("crm", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
                    .with(
                            "subscriptions",
                            "[ { name: crm, suspended: true, http: { url: \"https://crm.invalid/hooks\", signingSecretFiles: [ secrets/crm ] } } ]");
            System.setProperty(CONFIG, home.file().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of("quarkus.http.test-port", "0", "quarkus.management.test-port", "0");
    }

    @Override
    public void stop() {
        System.clearProperty(CONFIG);
        META.close();
    }
}
