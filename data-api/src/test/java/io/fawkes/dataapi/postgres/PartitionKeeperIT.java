package io.fawkes.dataapi.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PartitionKeeperIT {

    @Test
    void theServingRoleKeepsFourMonthsThoughItHasNoDdlOfItsOwn(TestDatabase database) {
        try (PostgresStorage _ = StorageFixture.open(database);
                Database serving = Database.open(database.config(), OpenTelemetry.noop())) {
            assertEquals(4L, months(serving));

            assertEquals(2, made(serving, 5));

            assertEquals(6L, months(serving));
            assertEquals(0, made(serving, 5));
        }
    }

    private static int made(Database database, int ahead) {
        return Await.value(database.read(connection -> Sql.row(
                connection
                        .createStatement("select keep_partitions_ahead($1) as made")
                        .bind("$1", ahead),
                row -> Sql.column(row, "made", Integer.class))));
    }

    /** Partitions of the log but for the default one. */
    private static long months(Database database) {
        return Await.value(database.read(
                connection -> Sql.row(connection.createStatement("""
                        select count(*) as months from pg_inherits
                        where inhparent = 'fact_log'::regclass and inhrelid <> 'fact_log_default'::regclass
                        """), row -> Sql.column(row, "months", Long.class))));
    }
}
