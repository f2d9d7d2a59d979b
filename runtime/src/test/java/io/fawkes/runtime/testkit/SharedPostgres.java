package io.fawkes.runtime.testkit;

import io.fawkes.runtime.postgres.Migrations;
import io.fawkes.runtime.postgres.PostgresUrl;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL that the tests of a JVM share, each with a database of its own.
 *
 * @param administration its superuser
 * @param outlives whether it goes on after the tests, so that they must tidy up
 * @param stopping what ends it
 * @param templates by the service whose migrations each has run, made when first asked for
 */
record SharedPostgres(
        Administration administration, boolean outlives, Runnable stopping, Map<String, TestDatabase> templates)
        implements AutoCloseable {
    /** Names another image than {@value #OLDEST}. */
    static final String IMAGE = "fawkes.test.postgres.image";

    /** Says {@value #EMBEDDED} where no container is wanted, whatever {@link ServerMode} says: it costs a third of one. */
    static final String KIND = "fawkes.test.postgres";

    static final String EMBEDDED = "embedded";

    /** The oldest version that is supported. */
    static final String OLDEST = "postgres:15";

    private static final String SUPERUSER = "postgres";

    /** The external one if the environment names it, else one of our own. */
    static SharedPostgres start(ExtensionContext context) {
        return externalUrl().map(SharedPostgres::external).orElseGet(() -> own(context));
    }

    private static SharedPostgres own(ExtensionContext context) {
        if (context.getConfigurationParameter(KIND).filter(EMBEDDED::equals).isPresent()) {
            return embedded();
        }
        return switch (ServerMode.chosen(context)) {
            case CONTAINER -> container(context.getConfigurationParameter(IMAGE).orElse(OLDEST));
            case PROGRAM -> embedded();
        };
    }

    SharedPostgres(Administration administration, boolean outlives, Runnable stopping) {
        this(administration, outlives, stopping, new ConcurrentHashMap<>());
    }

    /** A database as {@code service} has migrated it: a copy, since migrating anew for each test takes much longer. */
    TestDatabase migrated(String service) {
        return administration.copy(templates.computeIfAbsent(service, this::template));
    }

    /** The database of a test that ended; one's own server goes soon, and all of them with it. */
    void drop(TestDatabase database) {
        if (outlives) {
            administration.drop(database);
        }
    }

    @Override
    public void close() {
        templates.values().forEach(this::drop);
        stopping.run();
    }

    private TestDatabase template(String service) {
        var database = administration.create();
        Await.completed(Migrations.of(database.config(), service).run());
        return database;
    }

    private static SharedPostgres external(String url) {
        return new SharedPostgres(
                Administration.of(PostgresUrl.parse(PostgresExtension.EXTERNAL, url)), true, () -> {});
    }

    private static SharedPostgres embedded() {
        var server = PostgresServer.launch();
        return new SharedPostgres(server.administration(), false, server::close);
    }

    private static SharedPostgres container(String image) {
        var container = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withUsername(SUPERUSER)
                .withPassword(SUPERUSER)
                // A test asks nothing of a power cut.
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=300");
        container.start();
        var administration = new Administration(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                SUPERUSER,
                SUPERUSER);
        return new SharedPostgres(administration, false, container::stop);
    }

    private static Optional<String> externalUrl() {
        return Optional.ofNullable(System.getProperty(PostgresExtension.EXTERNAL))
                .or(() -> Optional.ofNullable(System.getenv(PostgresExtension.EXTERNAL)))
                .filter(url -> !url.isBlank());
    }
}
