package io.fawkes.runtime.testkit;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A parameter of type {@link TestDatabase} in which a service's migrations have run. */
@Target(PARAMETER)
@Retention(RUNTIME)
public @interface Migrated {
    /** The service, as {@code db/migration/<service>} names it. */
    String value();
}
