package io.fawkes.runtime.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house that hold in every module; each module's {@code ArchitectureTest} names those that apply.
 */
public final class ArchitectureRules {
    /**
     * A domain knows the JDK, Reactor and JSpecify: no transport, no database, no wire format. What senders of webhooks
     * show to be believed is a value that it may hold.
     */
    public static final ArchRule DOMAIN_KNOWS_JDK_AND_REACTOR_ONLY = classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "reactor..",
                    "org.reactivestreams..",
                    "org.jspecify..",
                    "..domain..",
                    "io.fawkes.runtime.webhook..")
            .allowEmptyShould(true);

    /** Runtime serves every module and therefore knows none. */
    public static final ArchRule RUNTIME_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("io.fawkes.runtime..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("io.fawkes..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage("io.fawkes.runtime..")))
            .allowEmptyShould(true);

    /** The environment is read in one place, so that every mistake in it is reported together. */
    public static final ArchRule ENVIRONMENT_IS_READ_BY_CONFIG_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage("io.fawkes.runtime.config..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .allowEmptyShould(true);

    /** Null is said aloud everywhere. */
    public static final ArchRule PACKAGES_ARE_NULL_MARKED =
            classes().that().resideInAPackage("io.fawkes..").should(resideInNullMarkedPackages());

    private ArchitectureRules() {}

    /** The packages directly below {@code root} use each other in one direction. */
    public static ArchRule packagesFormNoCycle(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackages() {
        return new ArchCondition<>("have a package-info with @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                    events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
                }
            }
        };
    }
}
