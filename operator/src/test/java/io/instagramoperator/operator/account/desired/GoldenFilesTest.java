package io.instagramoperator.operator.account.desired;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.instagramoperator.crds.account.InstagramAccount;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.subscription.EventSubscription;
import io.instagramoperator.operator.account.metaapp.AppOutage;
import io.instagramoperator.operator.account.metaapp.AppRecord;
import io.instagramoperator.operator.account.metaapp.WantedApp;
import io.instagramoperator.operator.exposure.DesiredHttpRoute;
import io.instagramoperator.operator.exposure.DesiredIngress;
import io.instagramoperator.operator.golden.GoldenFolder;
import io.instagramoperator.operator.settings.FixedReceiverSettings;
import io.instagramoperator.operator.subscription.EventSubscriptions;
import io.instagramoperator.operator.subscription.desired.InForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder beside this test has an account as the API server stores it, {@code in-account.yaml}, perhaps the subscriptions of its namespace,
 * {@code in-subscriptions.yaml}, the MetaApp that the account refers to, {@code in-app.yaml}, and every object that it should have, {@code out-<Kind>-<name>.yaml}.
 */
class GoldenFilesTest {

    private static final Path FOLDERS = Path.of("src/test/resources/io/instagramoperator/operator/account/desired");
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    @TestFactory
    Stream<DynamicContainer> folders() {
        return GoldenFolder.in(FOLDERS)
                .map(folder -> dynamicContainer(folder.name(), folder.tests(desired(blueprint(folder.path())))));
    }

    /** Only where there are subscriptions may they post to private networks, so that the other files show that this is left out. */
    private static Blueprint blueprint(Path folder) {
        Optional<MetaApp> app = app(folder.resolve("in-app.yaml"));
        InstagramAccount account = recorded(account(folder), app);
        List<EventSubscription> subscriptions = EventSubscriptions.in(folder.resolve("in-subscriptions.yaml"));
        var settings = new FixedReceiverSettings();
        return new Blueprint(
                        account,
                        InForce.of(account, subscriptions.stream()),
                        subscriptions.isEmpty() ? settings : settings.allowing("10.20.0.0/16", "fd00::/8"))
                .withOutage(app.flatMap(AppOutage::of));
    }

    private static List<HasMetadata> desired(Blueprint blueprint) {
        InstagramAccount account = blueprint.account();
        List<HasMetadata> desired = new ArrayList<>(List.of(
                DesiredConfigMap.of(blueprint),
                DesiredDeployment.of(blueprint),
                DesiredService.of(account),
                DesiredServiceAccount.of(account),
                DesiredVolumeClaim.of(account),
                DesiredNetworkPolicy.of(blueprint)));
        if (account.getSpec().webhook().ingress() != null) {
            desired.add(DesiredIngress.of(account, account.getSpec().webhook(), ReceiverLabels.metadata(account)));
        }
        if (account.getSpec().webhook().gateway() != null) {
            desired.add(DesiredHttpRoute.of(account, account.getSpec().webhook(), ReceiverLabels.metadata(account)));
        }
        return desired;
    }

    private static InstagramAccount account(Path folder) {
        try {
            return Serialization.unmarshal(Files.readString(folder.resolve("in-account.yaml")), InstagramAccount.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With its Meta apps in its status, as they are before any object is made. */
    private static InstagramAccount recorded(InstagramAccount account, Optional<MetaApp> app) {
        return AppRecord.writtenIn(account)
                .next(WantedApp.of(account.getSpec(), app), NOW)
                .writtenTo(account);
    }

    private static Optional<MetaApp> app(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Serialization.unmarshal(Files.readString(file), MetaApp.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
