package io.fawkes.runtime.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/**
 * What the serving role may do: read and write rows, of today's tables and of partitions made later, and nothing else.
 *
 * <p>Repeatable: the outcome is the same however often and from however many replicas at once it runs.
 */
final class Grants {
    private final PostgresUrl serving;

    Grants(PostgresUrl serving) {
        this.serving = serving;
    }

    void apply(DataSource owner, List<Schema> schemas) {
        try (var connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, onDatabase());
            for (var schema : schemas) {
                execute(connection, onSchema(schema));
            }
            connection.commit();
        } catch (SQLException refused) {
            throw new FlywayException("granting %s its rights failed".formatted(serving.user()), refused);
        }
    }

    private static void execute(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    /** The lock comes first: two replicas that grant at once would fail with "tuple concurrently updated". */
    private String onDatabase() {
        return """
                select pg_advisory_xact_lock(hashtext('io.fawkes.runtime.grants'));
                revoke create, temporary on database %1$s from public, %2$s;
                grant connect on database %1$s to %2$s;
                """.formatted(quoted(serving.database()), quoted(serving.user()));
    }

    private String onSchema(Schema schema) {
        return """
                revoke create on schema %1$s from public, %2$s;
                grant usage on schema %1$s to %2$s;
                grant select, insert, update, delete on all tables in schema %1$s to %2$s;
                grant usage, select on all sequences in schema %1$s to %2$s;
                revoke insert, update, delete on %1$s.%3$s from %2$s;
                alter default privileges in schema %1$s grant select, insert, update, delete on tables to %2$s;
                alter default privileges in schema %1$s grant usage, select on sequences to %2$s;
                """.formatted(quoted(schema.name()), quoted(serving.user()), quoted(Schema.HISTORY));
    }

    private static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
