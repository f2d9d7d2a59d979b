package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.read.GroupView;
import io.fawkes.alerting.domain.read.GroupView.Details;
import io.fawkes.alerting.domain.read.GroupView.Mutes;
import io.fawkes.alerting.domain.read.IncidentView;
import io.fawkes.alerting.domain.read.NotificationView;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Groups, open and closed, to be read. */
final class PostgresGroups implements Records<GroupView> {

    private static final String SELECTED = """
            select g.id, g.group_key, g.receiver, g.labels::text as labels, g.looks, g.starts_at, g.created_at,
                   g.updated_at, g.closed_at, g.muted_by, g.suppressed, case when g.closed_at is null then g.due_at end as next_at, m.*
            from alert_group g
            cross join lateral (
                select count(*)::int as total,
                       (count(*) filter (where not m.has_left and a.ends_at > clock_timestamp()))::int as firing,
                       (count(*) filter (where not m.has_left and a.ends_at <= clock_timestamp()))::int as resolved
                from group_member m join alert a on a.id = m.alert_id
                where m.group_id = g.id) m
            """;

    private final Database database;
    private final PostgresRecords<GroupView> heads;

    PostgresGroups(Database database) {
        this.database = database;
        this.heads = new PostgresRecords<>(
                database, new PostgresRecords.Query(SELECTED, SELECTED, "g", "created_at"), PostgresGroups::group);
    }

    @Override
    public Mono<GroupView> find(UUID id) {
        return heads.find(id)
                .flatMap(group -> Mono.zip(alerts(id), notifications(id), incidents(id))
                        .map(read -> group.with(new Details(read.getT1(), read.getT2(), read.getT3()))));
    }

    @Override
    public Flux<GroupView> list(int limit, Optional<Position> position) {
        return heads.list(limit, position);
    }

    private Mono<List<UUID>> alerts(UUID group) {
        return all(
                "select alert_id from group_member where group_id = $1 order by has_left, alert_id",
                group,
                row -> Sql.column(row, "alert_id", UUID.class));
    }

    private Mono<List<NotificationView>> notifications(UUID group) {
        return all("""
                select n.*, %s from notification n left join runtime.outbox o on o.topic = n.topic and o.key = n.key
                where n.group_id = $1 order by n.created_at, n.id
                """.formatted(ProgressRows.COLUMNS), group, ProgressRows::notification);
    }

    private Mono<List<IncidentView>> incidents(UUID group) {
        return all("""
                select i.*, %s from incident i left join runtime.outbox o on o.topic = '%s' and o.key = i.key
                where i.group_id = $1 order by i.starts_at, i.id
                """.formatted(ProgressRows.COLUMNS, PostgresStorage.INCIDENTS), group, ProgressRows::incident);
    }

    private <T> Mono<List<T>> all(String sql, UUID group, Function<Readable, T> read) {
        return database.read(
                connection -> Sql.<T>rows(connection.createStatement(sql).bind("$1", group), read)
                        .collectList());
    }

    private static GroupView group(Readable row) {
        return new GroupView(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "group_key", String.class),
                Sql.column(row, "receiver", String.class),
                Labels.of(Rows.texts(row, "labels")),
                Sql.column(row, "looks", Integer.class),
                Sql.column(row, "firing", Integer.class),
                Sql.column(row, "resolved", Integer.class),
                Sql.column(row, "total", Integer.class),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.optionalInstant(row, "next_at"),
                Rows.optionalInstant(row, "closed_at"),
                new Mutes(
                        List.of(Sql.column(row, "muted_by", String[].class)),
                        Sql.column(row, "suppressed", Integer.class)),
                Details.NONE);
    }
}
