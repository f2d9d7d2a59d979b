package io.fawkes.insights;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fawkes.insights", importOptions = ArchitectureTest.HandWritten.class)
class ArchitectureTest {
    /** The contract's generated classes live below the same root, in {@code v1}. */
    static final class HandWritten implements ImportOption {
        @Override
        public boolean includes(com.tngtech.archunit.core.importer.Location location) {
            return !location.contains("/v1/") && new DoNotIncludeTests().includes(location);
        }
    }

    @ArchTest
    static final ArchRule domainKnowsTheJdkAndReactorOnly = classes()
            .that()
            .resideInAPackage("io.fawkes.insights.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.fawkes.insights.domain..", "java..", "reactor..", "org.reactivestreams..", "org.jspecify..");

    @ArchTest
    static final ArchRule metricsKnowTheJdkOnly = classes()
            .that()
            .resideInAnyPackage("..domain.fact..", "..domain.timeline..", "..domain.dora..", "..domain.statistics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.fawkes.insights.domain.*..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.fawkes.insights.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule roomsOfTheDomainFormNoCycle =
            slices().matching("io.fawkes.insights.domain.(*)..").should().beFreeOfCycles();
}
