package io.fawkes.runtime.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each parameter of type {@link TestDatabase} a database of its own on one PostgreSQL of this JVM.
 *
 * <p>That PostgreSQL is a container or embedded, as {@link ServerMode} says, or the one that {@value #EXTERNAL} (system
 * property or environment) names as a superuser's URL. One that cannot be reached fails the test; nothing is ever skipped.
 * A database is dropped with the context it was made for: a constructor's with its test instance, a method's with the test.
 */
public final class PostgresExtension implements ParameterResolver {
    /** Names an external server instead of one of our own. */
    public static final String EXTERNAL = "FAWKES_TEST_POSTGRES_URL";

    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var server = server(context);
        var database = parameter
                .findAnnotation(Migrated.class)
                .map(migrated -> server.migrated(migrated.value()))
                .orElseGet(() -> server.administration().create());
        AutoCloseable dropped = () -> server.drop(database);
        context.getStore(NAMESPACE).put(database.name(), dropped);
        return database;
    }

    private static SharedPostgres server(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SharedPostgres.class, _ -> SharedPostgres.start(context), SharedPostgres.class);
    }
}
