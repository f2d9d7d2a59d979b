package io.fawkes.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fawkes.runtime.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "io.fawkes.standalone", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_ARE_NULL_MARKED = ArchitectureRules.PACKAGES_ARE_NULL_MARKED;

    @ArchTest
    static final ArchRule ENVIRONMENT_IS_READ_BY_CONFIG_ONLY = ArchitectureRules.ENVIRONMENT_IS_READ_BY_CONFIG_ONLY;

    @ArchTest
    static final ArchRule STORAGE_KNOWS_NO_SERVICE = noClasses()
            .that()
            .resideInAPackage("..storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fawkes.dataapi..", "io.fawkes.insights..", "io.fawkes.gateway..");

    @ArchTest
    static final ArchRule STORAGE_KNOWS_NO_MESH = noClasses()
            .that()
            .resideInAPackage("..storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fawkes.standalone");

    @ArchTest
    static final ArchRule SERVICES_ARE_KNOWN_BY_THEIR_SERVERS_ONLY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fawkes.dataapi.*..", "io.fawkes.insights.*..", "io.fawkes.gateway.*..");
}
