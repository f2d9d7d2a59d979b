package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.audit.AuditEvent;
import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.audit.AuditLog;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The audit log's rows. */
final class PostgresAuditLog implements AuditLog {

    private static final ListedTable LISTED = new ListedTable(
            "a.*",
            "audit_event a",
            "a.id",
            "uuid",
            Map.of(
                    "name", ListedTable.Field.of("('auditEvents/' || a.id)"),
                    "actor", ListedTable.Field.of("a.actor"),
                    "action", ListedTable.Field.of("a.action"),
                    "target", ListedTable.Field.of("a.target"),
                    "request", ListedTable.Field.of("nullif(a.request, '')"),
                    "occur_time", ListedTable.Field.of("a.occurred_at")),
            Map.of("occur_time", "a.occurred_at"),
            Optional.empty());

    private final Database database;
    private final Lists lists;

    PostgresAuditLog(Database database) {
        this.database = database;
        this.lists = new Lists(database, "an occur_time");
    }

    @Override
    public Mono<AuditEvent> record(Deed deed) {
        return database.inTransaction(transaction -> appended(transaction, deed));
    }

    /** Records {@code deed} in the transaction that does it. */
    static Mono<AuditEvent> appended(Connection transaction, Deed deed) {
        return Sql.row(
                transaction
                        .createStatement("""
                                insert into audit_event (id, actor, action, target, detail, request)
                                values ($1, $2, $3, $4, $5, $6) returning *
                                """)
                        .bind("$1", UUID.randomUUID())
                        .bind("$2", DeliveryRows.text(deed.actor()))
                        .bind("$3", deed.action())
                        .bind("$4", DeliveryRows.text(deed.target()))
                        .bind("$5", DeliveryRows.text(deed.detail()))
                        .bind("$6", DeliveryRows.text(deed.request())),
                PostgresAuditLog::event);
    }

    @Override
    public Flux<Listed<AuditEvent>> list(ListQuery query) {
        return lists.page(LISTED, query, PostgresAuditLog::event);
    }

    private static AuditEvent event(Readable row) {
        return new AuditEvent(
                Sql.column(row, "id", UUID.class),
                PostgresInbox.instant(row, "occurred_at"),
                new Deed(
                        Sql.column(row, "actor", String.class),
                        Sql.column(row, "action", String.class),
                        Sql.column(row, "target", String.class),
                        Sql.column(row, "detail", String.class),
                        Sql.column(row, "request", String.class)));
    }
}
