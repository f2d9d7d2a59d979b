package io.fawkes.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fawkes.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule transcodeKnowsNoTransport = noClasses()
            .that()
            .resideInAPackage("..transcode..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.netty..", "reactor..", "io.grpc..", "io.opentelemetry..", "io.fawkes.runtime..", "org.slf4j..");

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching("io.fawkes.gateway.(*)..").should().beFreeOfCycles();
}
