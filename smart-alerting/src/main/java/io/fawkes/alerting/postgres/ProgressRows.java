package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.group.Notification.Reason;
import io.fawkes.alerting.domain.read.IncidentView;
import io.fawkes.alerting.domain.read.NotificationView;
import io.fawkes.alerting.domain.read.Progress;
import io.fawkes.alerting.domain.read.Progress.State;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import java.util.Locale;
import java.util.UUID;

/** Promised effects with how far they have come. Settled ones are forgotten by the outbox after a while: they were done. */
final class ProgressRows {

    static final String COLUMNS = """
            coalesce(o.state, 'done') as state, coalesce(o.attempts, 1) as attempts, coalesce(o.unknowns, 0) as unknowns,
            coalesce(o.last_error, '') as last_error, o.settled_at,
            case when o.state in ('ready', 'sending', 'unknown') then o.due_at end as next_at
            """;

    private ProgressRows() {}

    static NotificationView notification(Readable row) {
        return new NotificationView(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "group_id", UUID.class),
                Sql.column(row, "receiver", String.class),
                Sql.column(row, "integration", String.class),
                Reason.ofCode(Sql.column(row, "reason", Short.class)),
                Sql.column(row, "key", String.class),
                Sql.column(row, "firing", Integer.class),
                Sql.column(row, "resolved", Integer.class),
                Rows.instant(row, "created_at"),
                progress(row));
    }

    static IncidentView incident(Readable row) {
        return new IncidentView(
                Sql.column(row, "id", String.class),
                Sql.column(row, "name", String.class),
                Sql.column(row, "service", String.class),
                Sql.column(row, "title", String.class),
                Rows.instant(row, "starts_at"),
                Rows.optionalInstant(row, "resolved_at"),
                progress(row));
    }

    private static Progress progress(Readable row) {
        return new Progress(
                State.valueOf(Sql.column(row, "state", String.class).toUpperCase(Locale.ROOT)),
                Sql.column(row, "attempts", Integer.class),
                Sql.column(row, "unknowns", Integer.class),
                Sql.column(row, "last_error", String.class),
                Rows.optionalInstant(row, "next_at"),
                Rows.optionalInstant(row, "settled_at"));
    }
}
