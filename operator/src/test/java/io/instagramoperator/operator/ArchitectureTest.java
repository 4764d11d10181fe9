package io.instagramoperator.operator;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.stream.Stream;

/** The arrows between the rooms of this module. */
@AnalyzeClasses(packages = "io.instagramoperator", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.instagramoperator.operator";

    @ArchTest
    static final ArchRule theOperatorDoesNotKnowMeta = noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.instagramoperator.instagram..",
                    "io.instagramoperator.receiver..",
                    "io.instagramoperator.gateway..",
                    "io.instagramoperator.webhook..")
            .because("what Meta thinks is the receiver's and the gateway's to find out and to report");

    /** What the kinds share, named for what it holds. */
    private static final String[] COMMON = Stream.of(
                    "child",
                    "condition",
                    "container",
                    "event",
                    "exposure",
                    "gatewayapi",
                    "identity",
                    "network",
                    "pod",
                    "report",
                    "routing",
                    "settings",
                    "status",
                    "steering")
            .map(name -> ROOT + "." + name)
            .toArray(String[]::new);

    @ArchTest
    static final ArchRule whatTheKindsShareKnowsNoneOfThem = noClasses()
            .that()
            .resideInAnyPackage(COMMON)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".account..", ROOT + ".subscription..", ROOT + ".app..");

    @ArchTest
    static final ArchRule desiredIsPure = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".account.desired",
                    ROOT + ".app.desired",
                    ROOT + ".subscription.desired",
                    ROOT + ".container",
                    ROOT + ".exposure",
                    ROOT + ".identity",
                    ROOT + ".network",
                    ROOT + ".pod")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..")
            .orShould()
            .dependOnClassesThat(DescribedPredicate.describe("tell the time", ArchitectureTest::tellsTheTime))
            .because("what should be depends on nothing but the resources and the settings");

    @ArchTest
    static final ArchRule judgingIsPure = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".account.status",
                    ROOT + ".app.status",
                    ROOT + ".subscription.status",
                    ROOT + ".condition",
                    ROOT + ".container",
                    ROOT + ".exposure",
                    ROOT + ".pod")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..", "java.net.http..")
            .because("a verdict depends on nothing but the situation");

    @ArchTest
    static final ArchRule thePackagesOfAnAccount = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("account")
            .definedBy(ROOT + ".account")
            .layer("dependent")
            .definedBy(ROOT + ".account.dependent")
            .layer("status")
            .definedBy(ROOT + ".account.status")
            .layer("report")
            .definedBy(ROOT + ".account.report")
            .layer("desired")
            .definedBy(ROOT + ".account.desired")
            .layer("subscription")
            .definedBy(ROOT + ".subscription..")
            .whereLayer("account")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("dependent")
            .mayOnlyBeAccessedByLayers("account")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("account")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("account", "status", "subscription")
            .whereLayer("desired")
            .mayOnlyBeAccessedByLayers("account", "dependent", "status")
            .ignoreDependency(equivalentTo(Wiring.class), alwaysTrue());

    /** Accounts know of subscriptions what they give to receivers and how to judge it; subscriptions know of accounts what receivers report. */
    @ArchTest
    static final ArchRule thePackagesOfASubscription = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("subscription")
            .definedBy(ROOT + ".subscription")
            .layer("status")
            .definedBy(ROOT + ".subscription.status")
            .layer("desired")
            .definedBy(ROOT + ".subscription.desired")
            .layer("account")
            .definedBy(ROOT + ".account..")
            .whereLayer("subscription")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("subscription", "account")
            .whereLayer("desired")
            .mayOnlyBeAccessedByLayers("subscription", "status", "account");

    @ArchTest
    static final ArchRule thePackagesOfAnApp = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
            .layer("app")
            .definedBy(ROOT + ".app")
            .layer("dependent")
            .definedBy(ROOT + ".app.dependent")
            .layer("status")
            .definedBy(ROOT + ".app.status")
            .layer("report")
            .definedBy(ROOT + ".app.report")
            .layer("desired")
            .definedBy(ROOT + ".app.desired")
            .whereLayer("app")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("dependent")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("status")
            .mayOnlyBeAccessedByLayers("app")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("app", "status")
            .whereLayer("desired")
            .mayOnlyBeAccessedByLayers("app", "dependent", "status")
            .ignoreDependency(equivalentTo(Wiring.class), alwaysTrue());

    /** Each reads what the other's resource says, in the API server; not how that comes about. */
    @ArchTest
    static final ArchRule appsAndAccountsMeetInTheApiServerOnly = noClasses()
            .that()
            .resideInAPackage(ROOT + ".app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".account..", ROOT + ".subscription..");

    @ArchTest
    static final ArchRule noCircles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noDrawersForOddsAndEnds = classes()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .haveNameNotMatching(".*(Util|Utils|Helper|Manager|Common)")
            .because("a class is named for what it holds");

    private static boolean tellsTheTime(JavaClass type) {
        return type.isEquivalentTo(Clock.class) || type.getPackageName().equals("java.time");
    }
}
