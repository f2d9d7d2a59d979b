package io.fawkes.anomaly.postgres;

import io.fawkes.anomaly.domain.AnomalyException.CursorExpired;
import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.event.AnomalyBook;
import io.fawkes.anomaly.domain.event.AnomalyChange;
import io.fawkes.anomaly.domain.event.AnomalyCursor;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads anomalies and their log. */
final class PostgresAnomalyBook implements AnomalyBook {
    private static final OffsetDateTime END_OF_TIME = OffsetDateTime.of(9999, 12, 31, 0, 0, 0, 0, ZoneOffset.UTC);
    private static final String COLUMNS = Rows.IDENTITY + ", " + Rows.CHANGING;
    private static final String IDENTITY_OF_A = prefixed("a", Rows.IDENTITY);
    private static final String CHANGING_OF_L = prefixed("l", Rows.CHANGING);

    private final Database database;
    private final Flux<Long> hints;

    PostgresAnomalyBook(Database database) {
        this.database = database;
        this.hints = database.notifications(ChangeWriter.CHANNEL)
                .map(_ -> 1L)
                .publish(1)
                .refCount();
    }

    private static String prefixed(String table, String columns) {
        return Stream.of(columns.split(", "))
                .map(column -> table + "." + column)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Mono<Anomaly> find(String id) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select %s from anomaly where id = $1".formatted(COLUMNS))
                        .bind("$1", id),
                Rows::anomaly));
    }

    @Override
    public Flux<Anomaly> list(int limit, Optional<Position> position) {
        return database.read(connection -> Sql.rows(
                                connection
                                        .createStatement("""
                                                select %s from anomaly
                                                where (open_time, id) < ($2, $3)
                                                order by open_time desc, id desc
                                                limit $1
                                                """.formatted(COLUMNS))
                                        .bind("$1", limit)
                                        .bind(
                                                "$2",
                                                position.map(after -> Rows.utc(after.openTime()))
                                                        .orElse(END_OF_TIME))
                                        .bind("$3", position.map(Position::id).orElse("")),
                                Rows::anomaly)
                        .collectList())
                .flatMapIterable(rows -> rows);
    }

    /** Where the log ends, in which life of the server, at which time. */
    private record Head(AnomalyCursor cursor, Instant readAt) {
        static final String SELECT = """
                select server_life() as life, clock_timestamp() as read_at,
                       coalesce((select max(seq) from anomaly_log), 0) as head
                """;

        static Head of(Readable row) {
            return new Head(
                    new AnomalyCursor(Sql.column(row, "life", Long.class), Sql.column(row, "head", Long.class)),
                    Rows.instant(row, "read_at"));
        }
    }

    private static Mono<Head> head(Connection connection) {
        return Sql.row(connection.createStatement(Head.SELECT), Head::of);
    }

    /** One statement, so that head and anomalies are of one moment. */
    @Override
    public Mono<ChangePage> current() {
        return database.read(connection -> Sql.rows(
                                connection.createStatement("""
                                        select h.*, a.* from (%s) h left join anomaly a on a.close_time is null
                                        order by a.open_time, a.id
                                        """.formatted(Head.SELECT)),
                                row -> new OpenRow(Head.of(row), openAnomaly(row)))
                        .collectList())
                .map(PostgresAnomalyBook::currentPage);
    }

    private record OpenRow(Head head, Optional<Anomaly> anomaly) {}

    private static Optional<Anomaly> openAnomaly(Readable row) {
        return row.get("id", String.class) == null ? Optional.empty() : Optional.of(Rows.anomaly(row));
    }

    private static ChangePage currentPage(List<OpenRow> rows) {
        Head head = rows.getFirst().head();
        return new ChangePage(
                rows.stream()
                        .flatMap(row -> row.anomaly().stream())
                        .map(open -> new AnomalyChange(AnomalyChange.Kind.CURRENT, open))
                        .toList(),
                head.cursor(),
                head.readAt());
    }

    @Override
    public Mono<ChangePage> after(AnomalyCursor cursor) {
        return database.read(connection -> head(connection)
                .doOnNext(head -> rejectExpired(cursor, head.cursor()))
                .flatMap(head -> log(connection, cursor).collectList().map(rows -> page(cursor, head, rows))));
    }

    private static void rejectExpired(AnomalyCursor cursor, AnomalyCursor head) {
        if (cursor.life() != head.life() || cursor.number() > head.number()) {
            throw new CursorExpired("the database was restored or failed over since it was given");
        }
    }

    private record LogRow(long seq, AnomalyChange change) {
        static LogRow of(Readable row) {
            var kind = AnomalyChange.Kind.valueOf(Rows.text(row, "kind"));
            return new LogRow(Sql.column(row, "seq", Long.class), new AnomalyChange(kind, Rows.anomaly(row)));
        }
    }

    private static Flux<LogRow> log(Connection connection, AnomalyCursor cursor) {
        return Sql.rows(
                connection
                        .createStatement("""
                                select l.seq, l.kind, %s, %s
                                from anomaly_log l join anomaly a on a.id = l.anomaly
                                where l.seq > $1
                                order by l.seq
                                limit $2
                                """.formatted(IDENTITY_OF_A, CHANGING_OF_L))
                        .bind("$1", cursor.number())
                        .bind("$2", ChangePage.LARGEST),
                LogRow::of);
    }

    private static ChangePage page(AnomalyCursor cursor, Head head, List<LogRow> rows) {
        long last = rows.isEmpty() ? cursor.number() : rows.getLast().seq();
        return new ChangePage(
                rows.stream().map(LogRow::change).toList(), new AnomalyCursor(cursor.life(), last), head.readAt());
    }

    @Override
    public Flux<Long> hints() {
        return hints;
    }
}
