package io.instagramoperator.crds;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What holds for every type of the API, whoever adds it. */
@AnalyzeClasses(packagesOf = ApiTypesTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ApiTypesTest {

    @ArchTest
    static final ArchRule recordsIgnoreUnknownFields = classes()
            .that()
            .areRecords()
            .should()
            .beAnnotatedWith(describe(
                    "@JsonIgnoreProperties(ignoreUnknown = true)",
                    (JavaAnnotation<?> annotation) -> annotation.getRawType().isEquivalentTo(JsonIgnoreProperties.class)
                            && annotation.as(JsonIgnoreProperties.class).ignoreUnknown()))
            .because("an operator must be able to read what was written for a newer one");

    @ArchTest
    static final ArchRule recordsLeaveEmptyFieldsOut = classes()
            .that()
            .areRecords()
            .should()
            .beAnnotatedWith(describe(
                    "@JsonInclude(NON_EMPTY)",
                    (JavaAnnotation<?> annotation) -> annotation.getRawType().isEquivalentTo(JsonInclude.class)
                            && annotation.as(JsonInclude.class).value() == JsonInclude.Include.NON_EMPTY))
            .because("the API server refuses null, and an empty list where one element is the least");
}
