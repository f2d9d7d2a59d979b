package io.fawkes.runtime;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fawkes.runtime.testkit.ArchitectureRules;

@AnalyzeClasses(packages = "io.fawkes.runtime", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoOtherModule = ArchitectureRules.RUNTIME_KNOWS_NO_OTHER_MODULE;

    @ArchTest
    static final ArchRule readsTheEnvironmentInOnePlace = ArchitectureRules.ENVIRONMENT_IS_READ_BY_CONFIG_ONLY;

    @ArchTest
    static final ArchRule marksItsPackages = ArchitectureRules.PACKAGES_ARE_NULL_MARKED;

    @ArchTest
    static final ArchRule hasNoCycles = ArchitectureRules.packagesFormNoCycle("io.fawkes.runtime");
}
