package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.group.Incident;
import io.fawkes.alerting.domain.group.IncidentRule.IncidentStep;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The table of incidents. */
final class IncidentRows {

    private IncidentRows() {}

    static Mono<Long> write(Connection transaction, UUID group, IncidentStep step) {
        return step.isOver() ? ended(transaction, step) : begun(transaction, group, step);
    }

    private static Mono<Long> begun(Connection transaction, UUID group, IncidentStep step) {
        Incident incident = step.incident();
        return Sql.updated(transaction
                .createStatement("""
                        insert into incident (id, group_id, service, title, uri, starts_at, key, reported_at)
                        values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp())
                        """)
                .bind("$1", incident.id())
                .bind("$2", group)
                .bind("$3", incident.service())
                .bind("$4", incident.title())
                .bind("$5", incident.uri())
                .bind("$6", incident.startsAt().atOffset(ZoneOffset.UTC))
                .bind("$7", step.key()));
    }

    /** An end that nobody knows is not reported: the last report stays the one that told of the begin. */
    private static Mono<Long> ended(Connection transaction, IncidentStep step) {
        Statement statement = transaction
                .createStatement("""
                        update incident
                        set is_over = true, resolved_at = $2::timestamptz,
                            key = case when $2::timestamptz is null then key else $3 end
                        where id = $1
                        """)
                .bind("$1", step.incident().id())
                .bind("$3", step.key());
        step.incident()
                .resolvedAt()
                .ifPresentOrElse(
                        end -> statement.bind("$2", end.atOffset(ZoneOffset.UTC)),
                        () -> statement.bindNull("$2", OffsetDateTime.class));
        return Sql.updated(statement);
    }
}
