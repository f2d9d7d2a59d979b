package io.fawkes.runtime.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Brings a database to the schema its service was built for, before anything is served.
 *
 * <p>The migrating role applies {@code db/migration/runtime} (leases and outbox, in the schema {@code runtime}) and
 * {@code db/migration/<service>} (in {@code public}), each with its own history table and under Flyway's advisory lock, so
 * that replicas may start at once; then it grants the serving role exactly DML. Without a migrating role the versions are
 * only verified.
 */
public final class Migrations {
    private final PostgresConfig config;
    private final List<Schema> schemas;

    private Migrations(PostgresConfig config, List<Schema> schemas) {
        this.config = config;
        this.schemas = schemas;
    }

    /** The migrations of {@code service}, found on the class path under {@code db/migration/<service>}. */
    public static Migrations of(PostgresConfig config, String service) {
        return new Migrations(config, List.of(Schema.RUNTIME, Schema.of(service)));
    }

    /** Only the leases and the outbox, for a service without tables of its own. */
    public static Migrations ofRuntime(PostgresConfig config) {
        return new Migrations(config, List.of(Schema.RUNTIME));
    }

    /**
     * Migrates or verifies.
     *
     * @return completes when the schema is as expected; {@link SchemaMismatch} if it is not and this process must not
     *     migrate, {@link DatabaseUnavailable} if the database cannot be entered
     */
    public Mono<Void> run() {
        // JDBC blocks: the one place of a service that may, on threads made for it and before the server starts.
        return Mono.<Void>fromRunnable(this::migrateOrVerify)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(FlywayException.class, Migrations::named);
    }

    private void migrateOrVerify() {
        var migration = config.migration();
        if (migration == null) {
            schemas.forEach(schema -> schema.verify(source(config.serving())));
        } else {
            migrate(source(migration));
        }
    }

    private void migrate(DataSource owner) {
        schemas.forEach(schema -> schema.migrate(owner));
        new Grants(config.serving()).apply(owner, schemas);
    }

    private DataSource source(PostgresUrl url) {
        var jdbc = "jdbc:%s?sslmode=%s&ApplicationName=%s-migrations&connectTimeout=3"
                .formatted(url.address(), url.sslModeName(), URLEncoder.encode(config.applicationName(), UTF_8));
        return Flyway.configure().dataSource(jdbc, url.user(), url.password()).getDataSource();
    }

    private static Throwable named(FlywayException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && unavailable(refused)) {
                return new DatabaseUnavailable("database unavailable: %s".formatted(refused.getMessage()), failure);
            }
        }
        return failure;
    }

    private static boolean unavailable(SQLException refused) {
        return refused.getSQLState() != null && SqlFailures.isUnavailable(refused.getSQLState());
    }
}
