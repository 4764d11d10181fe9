package io.instagramoperator.operator.app.desired;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.instagramoperator.crds.app.MetaApp;
import io.instagramoperator.crds.webhook.WebhookSpec;
import io.instagramoperator.operator.app.Apps;
import io.instagramoperator.operator.exposure.DesiredHttpRoute;
import io.instagramoperator.operator.exposure.DesiredIngress;
import io.instagramoperator.operator.golden.GoldenFolder;
import io.instagramoperator.operator.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder beside this test has an app as the API server stores it, {@code in-app.yaml}, perhaps accounts that share it,
 * {@code in-accounts.yaml}, and every object that it should have.
 */
class GoldenFilesTest {

    @TestFactory
    Stream<DynamicContainer> folders() {
        return GoldenFolder.in(Apps.FOLDERS)
                .map(folder -> dynamicContainer(folder.name(), folder.tests(desired(Apps.blueprint(folder)))));
    }

    private static List<HasMetadata> desired(Blueprint blueprint) {
        MetaApp app = blueprint.app();
        List<HasMetadata> desired = new ArrayList<>(List.of(
                DesiredConfigMap.of(blueprint),
                DesiredDeployment.of(blueprint),
                DesiredService.of(app),
                DesiredServiceAccount.of(app),
                DesiredNetworkPolicy.of(blueprint)));
        WebhookSpec webhook = app.getSpec().webhook();
        if (DesiredDisruptionBudget.wanted(app)) {
            desired.add(DesiredDisruptionBudget.of(app));
        }
        if (webhook.ingress() != null) {
            desired.add(DesiredIngress.of(app, webhook, Identity.GATEWAY.metadata(app)));
        }
        if (webhook.gateway() != null) {
            desired.add(DesiredHttpRoute.of(app, webhook, Identity.GATEWAY.metadata(app)));
        }
        return desired;
    }
}
