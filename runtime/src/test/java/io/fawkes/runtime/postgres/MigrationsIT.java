package io.fawkes.runtime.postgres;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import io.r2dbc.spi.R2dbcException;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

@ExtendWith(PostgresExtension.class)
final class MigrationsIT {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final PostgresConfig config;

    MigrationsIT(TestDatabase database) {
        this.config = database.config();
    }

    @Test
    void letsTheServingRoleReadAndWriteRows() {
        migrate();

        assertEquals(1, run("insert into note values (1, 'a')"));
        assertEquals(1, run("update note set text = 'b'"));
        assertEquals(1, run("delete from note"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table note add column mine int",
                "create index mine on note (id)",
                "create schema mine",
                "create table mine (id int)",
                "create table runtime.mine (id int)",
                "create temporary table mine (id int)",
                "delete from flyway_schema_history",
                "drop table note",
                "insert into runtime.flyway_schema_history select * from runtime.flyway_schema_history",
                "truncate note",
            })
    void refusesTheServingRoleEverythingElse(String sql) {
        migrate();

        var refusal = assertThrows(R2dbcException.class, () -> run(sql));

        assertEquals(INSUFFICIENT_PRIVILEGE, refusal.getSqlState(), refusal.getMessage());
    }

    @Test
    void grantsRightsOnTablesMadeLater() throws SQLException {
        migrate();

        asOwner("create table later (id bigint generated always as identity, text text)");

        assertEquals(1, run("insert into later (text) values ('a')"));
    }

    @Test
    void mayRunFromSeveralReplicasAtOnceAndAgain() {
        Flux.range(0, 4)
                .flatMap(_ -> Migrations.of(config, "sample").run(), 4)
                .then()
                .block();
        migrate();

        assertEquals(1, run("insert into note values (1, 'a')"));
    }

    @Test
    void acceptsTheExpectedSchemaWhereItMustNotMigrate() {
        migrate();

        verify();
    }

    @Test
    void refusesAnEmptyDatabaseWhereItMustNotMigrate() {
        var refusal = assertThrows(SchemaMismatch.class, this::verify);

        assertEquals(
                "schema of db/migration/runtime: version none"
                        + " (expected: 1; configure a migration URL, or migrate before starting)",
                refusal.getMessage());
    }

    @Test
    void refusesAnOlderSchemaWhereItMustNotMigrate() throws SQLException {
        migrate();
        asOwner("delete from flyway_schema_history where version = '2'");

        var refusal = assertThrows(SchemaMismatch.class, this::verify);

        assertEquals(
                "schema of db/migration/sample: version 1"
                        + " (expected: 2; configure a migration URL, or migrate before starting)",
                refusal.getMessage());
    }

    @Test
    void refusesANewerSchemaWhereItMustNotMigrate() throws SQLException {
        migrate();
        asOwner("""
                insert into flyway_schema_history
                select installed_rank + 1, '9', 'later', type, 'V9__later.sql', checksum, installed_by, installed_on, 1, true
                from flyway_schema_history where version = '2'
                """);

        assertThrows(SchemaMismatch.class, this::verify);
    }

    @Test
    void saysThatTheDatabaseIsUnavailable() {
        var nowhere = PostgresUrl.parse("X", "postgresql://a:b@127.0.0.1:1/facts?sslmode=disable");
        var unreachable = PostgresConfig.of("test", nowhere, null);

        var failure = assertThrows(
                RuntimeException.class,
                () -> Migrations.of(unreachable, "sample").run().block());

        assertInstanceOf(DatabaseUnavailable.class, failure);
    }

    private void migrate() {
        Migrations.of(config, "sample").run().block();
    }

    private void verify() {
        Migrations.of(config.withoutMigration(), "sample").run().block();
    }

    private long run(String sql) {
        try (var database = Database.open(config, OpenTelemetry.noop())) {
            return database.inTransaction(connection -> Sql.updated(connection.createStatement(sql)))
                    .blockOptional()
                    .orElseThrow();
        }
    }

    private void asOwner(String sql) throws SQLException {
        var owner = requireNonNull(config.migration());
        try (var connection = DriverManager.getConnection("jdbc:" + owner.address(), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
