package io.fawkes.dataapi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fawkes.runtime.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "io.fawkes.dataapi", importOptions = ArchitectureTest.HandWritten.class)
class ArchitectureTest {

    /** The contract's generated classes live below the same root, in {@code v1}. */
    static final class HandWritten implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/v1/") && new DoNotIncludeTests().includes(location);
        }
    }

    @ArchTest
    static final ArchRule domainKnowsTheJdkAndReactorOnly = ArchitectureRules.DOMAIN_KNOWS_JDK_AND_REACTOR_ONLY;

    @ArchTest
    static final ArchRule environmentIsReadByConfigOnly = ArchitectureRules.ENVIRONMENT_IS_READ_BY_CONFIG_ONLY;

    @ArchTest
    static final ArchRule packagesAreNullMarked = ArchitectureRules.PACKAGES_ARE_NULL_MARKED;

    @ArchTest
    static final ArchRule packagesFormNoCycle = ArchitectureRules.packagesFormNoCycle("io.fawkes.dataapi");

    @ArchTest
    static final ArchRule sourcesKnowTheDomainOnly = noClasses()
            .that()
            .resideInAnyPackage(
                    "..argocd..",
                    "..cdevents..",
                    "..devlake..",
                    "..generic..",
                    "..git..",
                    "..github..",
                    "..gitlab..",
                    "..jenkins..",
                    "..json..",
                    "..pagerduty..",
                    "..rest..",
                    "..tekton..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..grpc..", "..postgres..", "..contract..", "io.r2dbc..");
}
