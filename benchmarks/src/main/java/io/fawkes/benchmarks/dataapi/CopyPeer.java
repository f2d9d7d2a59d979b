package io.fawkes.benchmarks.dataapi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * {@code COPY} of the rows that an ingest wrote into copies of every table that it writes: the same columns, keys, indexes
 * and partitions, on the same server. The tables one after the other, each in a transaction of its own, as psql does it.
 */
final class CopyPeer {

    private static final List<String> TABLES =
            List.of("fact", "fact_log", "change", "build", "quality_gate", "deployment", "incident", "slo_observation");
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connection owner;

    CopyPeer(Connection owner) {
        this.owner = owner;
    }

    /** Empties every table that an ingest writes. */
    void empty() throws SQLException {
        execute("truncate " + String.join(", ", TABLES));
    }

    /** Copies what the tables hold; facts a second. The rows are read before the clock runs. */
    double rate(int facts) throws SQLException, IOException {
        Map<String, byte[]> rows = new LinkedHashMap<>();
        for (String table : TABLES) {
            rows.put(table, read(table));
            create(table);
        }
        long start = System.nanoTime();
        for (Map.Entry<String, byte[]> table : rows.entrySet()) {
            copy().copyIn("copy " + name(table.getKey()) + " from stdin", new ByteArrayInputStream(table.getValue()));
        }
        double seconds = (System.nanoTime() - start) / NANOS;
        for (String table : TABLES) {
            execute("drop table " + name(table));
        }
        return facts / seconds;
    }

    private static String name(String table) {
        return "bench_" + table;
    }

    private byte[] read(String table) throws SQLException, IOException {
        var rows = new ByteArrayOutputStream();
        copy().copyOut("copy (select * from %s) to stdout".formatted(table), rows);
        return rows.toByteArray();
    }

    private org.postgresql.copy.CopyManager copy() throws SQLException {
        return owner.unwrap(PGConnection.class).getCopyAPI();
    }

    private void create(String table) throws SQLException {
        List<String> key = texts("select pg_get_partkeydef('%s'::regclass)".formatted(table));
        String partitioned = key.isEmpty() ? "" : " partition by " + key.getFirst();
        execute("create table %s (like %s including all)%s".formatted(name(table), table, partitioned));
        for (String partition : texts(
                "select inhrelid::regclass::text from pg_inherits where inhparent = '%s'::regclass".formatted(table))) {
            String bound = texts("select pg_get_expr(relpartbound, oid) from pg_class where oid = '%s'::regclass"
                            .formatted(partition))
                    .getFirst();
            execute("create table %s partition of %s %s".formatted(name(partition), name(table), bound));
        }
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var statement = owner.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                String text = found.getString(1);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
