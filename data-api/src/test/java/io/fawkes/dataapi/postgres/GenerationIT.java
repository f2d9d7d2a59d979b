package io.fawkes.dataapi.postgres;

import static io.fawkes.dataapi.postgres.StorageFixture.delivery;
import static io.fawkes.dataapi.postgres.StorageFixture.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.DataApiException.CursorExpired;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.runtime.postgres.Migrations;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.PostgresServer;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

class GenerationIT {

    /** In the order in which references allow them to be filled. */
    private static final List<String> TABLES = List.of(
            "generation",
            "fact_log",
            "fact",
            "change",
            "build",
            "quality_gate",
            "slo_observation",
            "deployment",
            "incident",
            "service",
            "survey_answer",
            "claim",
            "delivery",
            "request",
            "audit_event",
            "erasure",
            "api_token");

    @Test
    void aDumpRestoredIntoAFreshServerOpensANewGeneration() throws SQLException, IOException {
        Map<String, byte[]> dump;
        Map<String, List<String>> saidBefore;
        FeedCursor cursorBefore;
        try (PostgresServer first = PostgresServer.launch()) {
            TestDatabase database = first.createDatabase();
            burnTransactionIds(database);
            try (PostgresStorage storage = StorageFixture.open(database)) {
                keep(storage, "1");
                keep(storage, "2");
                cursorBefore = caughtUp(storage, FeedCursor.BEGINNING).cursor();
            }
            dump = dumped(database);
            saidBefore = Runbook.compared(database);
        }
        try (PostgresServer second = PostgresServer.launch()) {
            TestDatabase database = second.createDatabase();
            Await.completed(Migrations.of(database.config(), "data-api").run());
            restore(database, dump);
            assertEquals(saidBefore, Runbook.compared(database));
            try (PostgresStorage storage = StorageFixture.open(database)) {
                keep(storage, "3");

                assertThrows(
                        CursorExpired.class, () -> Await.value(storage.log().after(cursorBefore)));
                assertEquals(
                        List.of("deployments/1", "deployments/2", "deployments/3"),
                        ids(caughtUp(storage, FeedCursor.BEGINNING)));
            }
        }
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void aWriteThatMeetsAFailedOverServerOpensANewGenerationAndIsNotLost(@Migrated("data-api") TestDatabase database)
            throws SQLException {
        try (PostgresStorage storage = StorageFixture.open(database)) {
            keep(storage, "1");
            FeedCursor before = caughtUp(storage, FeedCursor.BEGINNING).cursor();
            execute(database, "update generation set timeline = timeline + 1");

            keep(storage, "2");

            assertThrows(CursorExpired.class, () -> Await.value(storage.log().after(before)));
            assertEquals(List.of("deployments/1", "deployments/2"), ids(caughtUp(storage, FeedCursor.BEGINNING)));
        }
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void aReaderMeetsAFailedOverServerBeforeAnythingWasWrittenToIt(@Migrated("data-api") TestDatabase database)
            throws SQLException {
        try (PostgresStorage storage = StorageFixture.open(database)) {
            keep(storage, "1");
            FeedCursor before = caughtUp(storage, FeedCursor.BEGINNING).cursor();
            execute(database, "update generation set timeline = timeline + 1");

            assertThrows(CursorExpired.class, () -> Await.value(storage.log().after(before)));
        }
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void aRestartOfTheSameServerKeepsCursorsGood(@Migrated("data-api") TestDatabase database) {
        FeedCursor before;
        try (PostgresStorage storage = StorageFixture.open(database)) {
            keep(storage, "1");
            before = caughtUp(storage, FeedCursor.BEGINNING).cursor();
        }
        try (PostgresStorage storage = StorageFixture.open(database)) {
            keep(storage, "2");

            assertEquals(List.of("deployments/2"), ids(caughtUp(storage, before)));
        }
    }

    private static void keep(PostgresStorage storage, String id) {
        Await.value(storage.inbox().keep(delivery(), List.of(deployment(id, 1))));
    }

    private static FeedPage caughtUp(PostgresStorage storage, FeedCursor cursor) {
        return Await.until("caught up", () -> Await.value(storage.log().after(cursor)), FeedPage::caughtUp);
    }

    private static List<String> ids(FeedPage page) {
        return page.facts().stream()
                .map(fact -> FactMessages.parse(fact).getSourceId())
                .toList();
    }

    /** So that the log's transaction ids lie ahead of the fresh server's, where they would hide new facts. */
    private static void burnTransactionIds(TestDatabase database) throws SQLException {
        try (Connection connection = database.session()) {
            for (int i = 0; i < 200; i++) {
                connection.createStatement().execute("select pg_current_xact_id()");
            }
        }
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.session()) {
            connection.createStatement().execute(sql);
        }
    }

    private static Map<String, byte[]> dumped(TestDatabase database) throws SQLException, IOException {
        Map<String, byte[]> dump = new LinkedHashMap<>();
        try (Connection connection = database.session()) {
            for (String table : TABLES) {
                var rows = new ByteArrayOutputStream();
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut(
                                "copy (select %s from %s) to stdout".formatted(columns(connection, table), table),
                                rows);
                dump.put(table, rows.toByteArray());
            }
        }
        return dump;
    }

    private static void restore(TestDatabase database, Map<String, byte[]> dump) throws SQLException, IOException {
        try (Connection connection = database.session()) {
            for (Map.Entry<String, byte[]> table : dump.entrySet()) {
                InputStream rows = new ByteArrayInputStream(table.getValue());
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                "copy %s (%s) from stdin"
                                        .formatted(table.getKey(), columns(connection, table.getKey())),
                                rows);
            }
        }
    }

    /** What a dump holds of a table: generated columns are made again. */
    private static String columns(Connection connection, String table) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("""
                select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                """.formatted(table))) {
            rows.next();
            return rows.getString(1);
        }
    }
}
