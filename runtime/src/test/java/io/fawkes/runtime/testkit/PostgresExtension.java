package io.fawkes.runtime.testkit;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each parameter of type {@link TestDatabase} a database of its own on one PostgreSQL of this JVM.
 *
 * <p>That PostgreSQL is embedded, or the one that {@value #EXTERNAL} (system property or environment) names as a superuser's
 * URL. One that cannot be reached fails the test; nothing is ever skipped. A database is dropped with the context it was
 * made for: a constructor's with its test instance, a method's with the test.
 */
public final class PostgresExtension implements ParameterResolver {
    /** Names an external server instead of the embedded one. */
    public static final String EXTERNAL = "FAWKES_TEST_POSTGRES_URL";

    private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var administration = server(context).administration();
        var database = administration.create();
        AutoCloseable dropped = () -> administration.drop(database);
        context.getStore(NAMESPACE).put(database.name(), dropped);
        return database;
    }

    private static Server server(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Server.class, _ -> Server.start(), Server.class);
    }

    private record Server(Administration administration, Runnable stopping) implements AutoCloseable {
        static Server start() {
            return external().map(Server::external).orElseGet(Server::embedded);
        }

        @Override
        public void close() {
            stopping.run();
        }

        private static Server external(String url) {
            return new Server(Administration.of(PostgresUrl.parse(EXTERNAL, url)), () -> {});
        }

        private static Server embedded() {
            var server = PostgresServer.launch();
            return new Server(server.administration(), server::close);
        }

        private static Optional<String> external() {
            return Optional.ofNullable(System.getProperty(EXTERNAL))
                    .or(() -> Optional.ofNullable(System.getenv(EXTERNAL)))
                    .filter(url -> !url.isBlank());
        }
    }
}
