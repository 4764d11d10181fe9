package io.instagramoperator.simulator;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Orders and calls change the state and send webhooks; nothing below knows who asked. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule ARROWS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("chat")
            .definedBy("..simulator.chat..")
            .layer("control")
            .definedBy("..simulator.control..")
            .layer("graph")
            .definedBy("..simulator.graph..")
            .layer("webhook")
            .definedBy("..simulator.webhook..")
            .layer("state")
            .definedBy("..simulator.state..")
            .whereLayer("chat")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("control")
            .mayOnlyBeAccessedByLayers("chat")
            .whereLayer("graph")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("webhook")
            .mayOnlyBeAccessedByLayers("chat", "control", "graph")
            .whereLayer("state")
            .mayOnlyBeAccessedByLayers("chat", "control", "graph", "webhook");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.instagramoperator.simulator.(*)..").should().beFreeOfCycles();
}
