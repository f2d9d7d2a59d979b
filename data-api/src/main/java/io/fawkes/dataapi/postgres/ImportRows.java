package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.imports.Import;
import io.fawkes.dataapi.domain.imports.ImportFormat;
import io.fawkes.dataapi.domain.imports.ImportPlan;
import io.fawkes.dataapi.domain.imports.ImportState;
import io.fawkes.dataapi.domain.imports.LineError;
import io.fawkes.dataapi.domain.imports.Progress;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Imports and refused lines as rows, both ways. */
final class ImportRows {

    static final ListedTable IMPORTS = new ListedTable(
            "i.*",
            "file_import i",
            "i.id",
            "text",
            Map.of(
                    "name", ListedTable.Field.of("('imports/' || i.id)"),
                    "format", ListedTable.Field.of("i.format"),
                    "state", ListedTable.Field.of("i.state"),
                    "creator", ListedTable.Field.of("i.creator"),
                    "create_time", ListedTable.Field.of("i.created_at"),
                    "rejected_count", ListedTable.Field.of("i.rejected")),
            Map.of("create_time", "i.created_at"),
            Optional.empty());

    static final ListedTable ERRORS = new ListedTable(
            "e.line, e.field, e.problem, e.text",
            "file_import_error e",
            "e.line",
            "bigint",
            Map.of(
                    "import", ListedTable.Field.of("e.import"),
                    "line", ListedTable.Field.of("e.line"),
                    "field", ListedTable.Field.of("nullif(e.field, '')")),
            Map.of(),
            Optional.empty());

    private static final short NO_KIND = 0;

    private ImportRows() {}

    /** Inserts an import; 0 if its id or its request is taken. */
    static Mono<Long> inserted(Connection transaction, Import planned, Optional<RequestId> requestId) {
        ImportPlan plan = planned.plan();
        Statement statement = transaction
                .createStatement("""
                        insert into file_import (id, format, kind, source, time_zone, columns, error_limit, check_only,
                                                 state, detail, header, bytes, lines, accepted, duplicates, rejected,
                                                 creator, created_at, request_id, request_hash)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '{}', 0, 0, 0, 0, 0, $10, $11, $12, $13)
                        on conflict do nothing
                        """)
                .bind("$1", planned.id())
                .bind("$2", plan.format().name())
                .bind("$3", plan.kind().map(kind -> (short) kind.code()).orElse(NO_KIND))
                .bind("$4", plan.source())
                .bind("$5", plan.zone().getId())
                .bind("$6", flat(plan.columns()))
                .bind("$7", plan.errorLimit())
                .bind("$8", plan.checkOnly())
                .bind("$9", planned.state().name())
                .bind("$10", planned.creator())
                .bind("$11", planned.createdAt().atOffset(ZoneOffset.UTC));
        return Sql.updated(bound(statement, requestId));
    }

    private static Statement bound(Statement statement, Optional<RequestId> requestId) {
        return requestId
                .map(request -> statement
                        .bind("$12", request.id())
                        .bind("$13", request.payloadHash().array()))
                .orElseGet(() -> statement.bindNull("$12", UUID.class).bindNull("$13", byte[].class));
    }

    static Import read(Readable row) {
        return new Import(
                Sql.column(row, "id", String.class),
                plan(row),
                ImportState.valueOf(Sql.column(row, "state", String.class)),
                Sql.column(row, "detail", String.class),
                progress(row),
                Sql.column(row, "creator", String.class),
                Sql.column(row, "created_at", OffsetDateTime.class).toInstant(),
                time(row, "updated_at"),
                time(row, "finished_at"));
    }

    private static ImportPlan plan(Readable row) {
        short kind = Sql.column(row, "kind", Short.class);
        return new ImportPlan(
                ImportFormat.valueOf(Sql.column(row, "format", String.class)),
                kind == NO_KIND ? Optional.empty() : Optional.of(FactKind.ofCode(kind)),
                Sql.column(row, "source", String.class),
                ZoneId.of(Sql.column(row, "time_zone", String.class)),
                unflat(Sql.column(row, "columns", String[].class)),
                Sql.column(row, "error_limit", Long.class),
                Sql.column(row, "check_only", Boolean.class));
    }

    private static Progress progress(Readable row) {
        return new Progress(
                Sql.column(row, "bytes", Long.class),
                Sql.column(row, "lines", Long.class),
                Sql.column(row, "accepted", Long.class),
                Sql.column(row, "duplicates", Long.class),
                Sql.column(row, "rejected", Long.class),
                List.of(Sql.column(row, "header", String[].class)));
    }

    private static Optional<Instant> time(Readable row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    /** Name, path, name, path. */
    private static String[] flat(Map<String, String> columns) {
        return columns.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(column -> Stream.of(column.getKey(), column.getValue()))
                .toArray(String[]::new);
    }

    private static Map<String, String> unflat(String[] flat) {
        Map<String, String> columns = new HashMap<>();
        for (int i = 0; i < flat.length; i += 2) {
            columns.put(flat[i], flat[i + 1]);
        }
        return columns;
    }

    static Mono<Long> insertedErrors(Connection transaction, String id, List<LineError> errors) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into file_import_error (import, line, field, problem, text)
                        select $1, e.line, e.field, e.problem, e.text
                        from unnest($2::bigint[], $3::text[], $4::text[], $5::text[]) as e (line, field, problem, text)
                        """)
                .bind("$1", id)
                .bind("$2", errors.stream().map(LineError::line).toArray(Long[]::new))
                .bind("$3", errors.stream().map(LineError::field).toArray(String[]::new))
                .bind("$4", errors.stream().map(LineError::problem).toArray(String[]::new))
                .bind("$5", errors.stream().map(LineError::text).toArray(String[]::new)));
    }

    static LineError readError(Readable row) {
        return new LineError(
                Sql.column(row, "line", Long.class),
                Sql.column(row, "field", String.class),
                Sql.column(row, "problem", String.class),
                Sql.column(row, "text", String.class));
    }
}
