package io.instagramoperator.webhook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Protects that the parts can be used one by one, by any process: the arrows end at the configuration. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String CONFIG = "io.instagramoperator.webhook.config";
    private static final String ENDPOINT = "io.instagramoperator.webhook.endpoint";
    private static final String REGISTRATION = "io.instagramoperator.webhook.registration";

    @ArchTest
    static final ArchRule everyClassIsInAPart = classes().should().resideInAnyPackage(CONFIG, ENDPOINT, REGISTRATION);

    @ArchTest
    static final ArchRule theConfigurationKnowsNoOtherPart = noClasses()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENDPOINT, REGISTRATION);

    @ArchTest
    static final ArchRule theEndpointAsksMetaNothing = noClasses()
            .that()
            .resideInAPackage(ENDPOINT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(REGISTRATION, "..instagram.graph..");

    @ArchTest
    static final ArchRule registrationServesNothing = noClasses()
            .that()
            .resideInAPackage(REGISTRATION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ENDPOINT, "io.vertx..");

    @ArchTest
    static final ArchRule howAProcessIsPutTogetherIsItsOwnBusiness =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("io.quarkus..", "jakarta..");

    @ArchTest
    static final ArchRule classesAreNamedForWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Common)");
}
