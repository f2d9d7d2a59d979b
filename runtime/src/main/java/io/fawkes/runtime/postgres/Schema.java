package io.fawkes.runtime.postgres;

import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * A PostgreSQL schema and the migrations that make it.
 *
 * @param name of the PostgreSQL schema
 * @param location folder on the class path
 */
record Schema(String name, String location) {
    static final String HISTORY = "flyway_schema_history";
    static final Schema RUNTIME = new Schema("runtime", "db/migration/runtime");

    static Schema of(String service) {
        return new Schema("public", "db/migration/" + service);
    }

    void migrate(DataSource owner) {
        flyway(owner).migrate();
    }

    void verify(DataSource serving) {
        var migrations = flyway(serving).info();
        var found = version(Optional.ofNullable(migrations.current()));
        var expected = version(Arrays.stream(migrations.all())
                .filter(migration -> migration.getState().isResolved() && migration.isVersioned())
                .reduce((_, later) -> later));
        if (!found.equals(expected)) {
            throw new SchemaMismatch(location, found, expected);
        }
    }

    private Flyway flyway(DataSource source) {
        var configuration = Flyway.configure()
                .dataSource(source)
                .locations("classpath:" + location)
                .failOnMissingLocations(true)
                .defaultSchema(name)
                .table(HISTORY)
                .validateMigrationNaming(true);
        // A transactional lock is an open transaction, for which CREATE INDEX CONCURRENTLY waits for ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configuration.load();
    }

    private static String version(Optional<MigrationInfo> migration) {
        return migration
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion)
                .orElse("none");
    }
}
