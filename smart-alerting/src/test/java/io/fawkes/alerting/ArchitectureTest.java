package io.fawkes.alerting;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fawkes.runtime.testkit.ArchitectureRules;
import java.time.Instant;

@AnalyzeClasses(packages = "io.fawkes.alerting", importOptions = ArchitectureTest.HandWritten.class)
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
    static final ArchRule packagesFormNoCycle = ArchitectureRules.packagesFormNoCycle("io.fawkes.alerting");

    @ArchTest
    static final ArchRule roomsOfTheDomainFormNoCycle =
            slices().matching("io.fawkes.alerting.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule peersAndFormatsKnowNoTransportAndNoDatabase = noClasses()
            .that()
            .resideInAnyPackage(
                    "..alertmanager..",
                    "..anomaly..",
                    "..chat..",
                    "..dataapi..",
                    "..egress..",
                    "..email..",
                    "..pagerduty..",
                    "..template..",
                    "..webhook..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fawkes.alerting.grpc..", "io.fawkes.alerting.postgres..", "io.r2dbc..");

    @ArchTest
    static final ArchRule decisionsKnowNoClock = noClasses()
            .that()
            .resideInAnyPackage("..domain.alert..", "..domain.routing..", "..domain.group..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");
}
