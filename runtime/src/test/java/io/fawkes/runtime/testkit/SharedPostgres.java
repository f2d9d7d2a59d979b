package io.fawkes.runtime.testkit;

import io.fawkes.runtime.postgres.PostgresUrl;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL that the tests of a JVM share, each with a database of its own.
 *
 * @param administration its superuser
 * @param outlives whether it goes on after the tests, so that they must tidy up
 * @param stopping what ends it
 */
record SharedPostgres(Administration administration, boolean outlives, Runnable stopping) implements AutoCloseable {
    /** Names another image than {@value #OLDEST}. */
    static final String IMAGE = "fawkes.test.postgres.image";

    /** The oldest version that is supported. */
    static final String OLDEST = "postgres:15";

    private static final String SUPERUSER = "postgres";

    /** The external one if the environment names it, else one of our own. */
    static SharedPostgres start(ExtensionContext context) {
        return externalUrl().map(SharedPostgres::external).orElseGet(() -> switch (ServerMode.chosen(context)) {
            case CONTAINER -> container(context.getConfigurationParameter(IMAGE).orElse(OLDEST));
            case PROGRAM -> embedded();
        });
    }

    /** The database of a test that ended; one's own server goes soon, and all of them with it. */
    void drop(TestDatabase database) {
        if (outlives) {
            administration.drop(database);
        }
    }

    @Override
    public void close() {
        stopping.run();
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
