package io.instagramoperator.receiver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;

/** Packages are the stages of the data's way, and the arrows between them follow it. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.instagramoperator.receiver";

    /** What each stage may know. The root package starts and stops all of them. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            // What is wanted: known to everything, knows nothing.
            Map.entry("config", List.of()),
            // An update comes in, is verified, normalised, stored, handed out.
            Map.entry("webhook", List.of("config", "event", "log", "reply")),
            Map.entry("event", List.of("log")),
            Map.entry("log", List.of()),
            Map.entry("cloudevent", List.of("log")),
            Map.entry("sink", List.of("config", "cloudevent", "log")),
            Map.entry("delivery", List.of("config", "cloudevent", "log", "sink")),
            // Applications read, rewind, answer.
            Map.entry(
                    "api",
                    List.of("config", "cloudevent", "json", "log", "delivery", "conversation", "reply", "reply.body")),
            Map.entry("json", List.of()),
            Map.entry("conversation", List.of("log")),
            // An echo comes in as an update, and what became of a reply goes out as an event.
            Map.entry("reply", List.of("config", "event", "graph", "log", "reply.body")),
            Map.entry("reply.body", List.of("json")),
            // What Meta thinks.
            Map.entry("graph", List.of("config", "log")),
            Map.entry("watch", List.of("config", "graph", "log", "delivery", "reply", "gap")),
            Map.entry("gap", List.of("config", "event", "graph", "log", "reply")),
            // What is so: known to nothing, knows everything.
            Map.entry(
                    "status",
                    List.of(
                            "config",
                            "webhook",
                            "event",
                            "log",
                            "delivery",
                            "api",
                            "reply",
                            "graph",
                            "gap",
                            "watch",
                            "sink")));

    @ArchTest
    static final ArchRule arrowsFollowTheData = arrows();

    @ArchTest
    static final ArchRule nothingKnowsWhatStartsIt = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule everyClassIsInAStage = classes()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .resideInAnyPackage(
                    ARROWS.keySet().stream().map(ArchitectureTest::packageOf).toArray(String[]::new));

    @ArchTest
    static final ArchRule onlyTheFirstStageKnowsTheServer = noClasses()
            .that()
            .resideOutsideOfPackage(packageOf("webhook"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.instagramoperator.webhook.endpoint");

    @ArchTest
    static final ArchRule onlyWhoAsksMetaKnowsTheAppsSubscription = noClasses()
            .that()
            .resideOutsideOfPackages(
                    packageOf("watch"), packageOf("graph"), packageOf("gap"), packageOf("reply"), packageOf("status"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.instagramoperator.webhook.registration");

    @ArchTest
    static final ArchRule nothingKnowsKubernetes =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.fabric8..", "..instagramoperator.crds..");

    @ArchTest
    static final ArchRule normalisingHasNoClockNoNetworkNoStore = noClasses()
            .that()
            .resideInAPackage(packageOf("event"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.nio.file..", "java.net..", "io.vertx..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    @ArchTest
    static final ArchRule classesAreNamedForWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Common)");

    private static LayeredArchitecture arrows() {
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String stage : ARROWS.keySet()) {
            rule = rule.layer(stage).definedBy(packageOf(stage));
        }
        for (var arrows : ARROWS.entrySet()) {
            var stage = rule.whereLayer(arrows.getKey());
            rule = arrows.getValue().isEmpty()
                    ? stage.mayNotAccessAnyLayer()
                    : stage.mayOnlyAccessLayers(arrows.getValue().toArray(String[]::new));
        }
        return rule;
    }

    private static String packageOf(String stage) {
        return ROOT + "." + stage;
    }
}
