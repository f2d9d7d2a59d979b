package io.fawkes.alerting.postgres;

import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.group.Group;
import io.fawkes.alerting.domain.group.Incident;
import io.fawkes.alerting.domain.group.Told;
import io.fawkes.alerting.domain.mute.Muting;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Open groups as a transaction finds and locks them. */
final class GroupRows {

    private record Head(
            UUID id, String routeId, String groupKey, Labels labels, int looks, int incidents, Instant now) {}

    private GroupRows() {}

    /** Locks the group that is due longest and nobody else looks at; empty if there is none. */
    static Mono<Group> due(Connection transaction, PostgresMutes mutes) {
        return Sql.row(transaction.createStatement("""
                                select id, route_id, group_key, labels::text as labels, looks, incidents,
                                       clock_timestamp() as now
                                from alert_group
                                where closed_at is null and due_at <= clock_timestamp()
                                order by due_at
                                limit 1
                                for update skip locked
                                """), GroupRows::head)
                .flatMap(head -> whole(transaction, head, mutes));
    }

    /** Locks a group whose alerts may leave since every message is settled; empty if there is none. */
    static Mono<UUID> settled(Connection transaction) {
        return Sql.row(transaction.createStatement("""
                                select id from alert_group g
                                where tidy and closed_at is null and not exists (
                                    select from told t join runtime.outbox o on o.topic = t.topic and o.key = t.key
                                    where t.group_id = g.id and o.state in ('ready', 'sending', 'unknown'))
                                order by due_at
                                limit 1
                                for update skip locked
                                """), row -> Sql.column(row, "id", UUID.class));
    }

    static Mono<Long> close(Connection transaction, UUID group) {
        return Sql.updated(transaction
                .createStatement("update alert_group set closed_at = clock_timestamp(), tidy = false where id = $1")
                .bind("$1", group));
    }

    private static Head head(Readable row) {
        return new Head(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "route_id", String.class),
                Sql.column(row, "group_key", String.class),
                Labels.of(Rows.texts(row, "labels")),
                Sql.column(row, "looks", Integer.class),
                Sql.column(row, "incidents", Integer.class),
                Rows.instant(row, "now"));
    }

    private static Mono<Group> whole(Connection transaction, Head head, PostgresMutes mutes) {
        return AlertRows.present(transaction, head.id())
                .collectList()
                .flatMap(members -> mutes.mutings(transaction, members)
                        .flatMap(mutings -> whole(transaction, head, members, mutings)));
    }

    private static Mono<Group> whole(
            Connection transaction, Head head, List<Alert> members, Map<UUID, Muting> mutings) {
        return told(transaction, head.id())
                .flatMap(told ->
                        incident(transaction, head.id()).map(open -> group(head, members, mutings, told, open)));
    }

    private static Group group(
            Head head,
            List<Alert> members,
            Map<UUID, Muting> mutings,
            Map<String, Told> told,
            Optional<Incident> open) {
        return new Group(
                head.id(),
                head.routeId(),
                head.groupKey(),
                head.labels(),
                head.looks(),
                members,
                mutings,
                told,
                open,
                head.incidents(),
                head.now());
    }

    private record ToldTo(String integration, Told told) {}

    private static Mono<Map<String, Told>> told(Connection transaction, UUID group) {
        return Sql.rows(transaction.createStatement("""
                                select t.integration, t.firing, t.resolved, t.owed,
                                       case when o.state = 'done' then greatest(t.told_at, o.settled_at)
                                            else t.told_at end as at,
                                       coalesce(o.state in ('ready', 'sending', 'unknown'), false) as is_open
                                from told t left join runtime.outbox o on o.topic = t.topic and o.key = t.key
                                where t.group_id = $1
                                """).bind("$1", group), GroupRows::toldTo)
                .collect(toUnmodifiableMap(ToldTo::integration, ToldTo::told));
    }

    private static ToldTo toldTo(Readable row) {
        return new ToldTo(
                Sql.column(row, "integration", String.class),
                new Told(
                        fingerprints(row, "firing"),
                        fingerprints(row, "resolved"),
                        fingerprints(row, "owed"),
                        Rows.instant(row, "at"),
                        Sql.column(row, "is_open", Boolean.class)));
    }

    private static Set<Fingerprint> fingerprints(Readable row, String column) {
        return Arrays.stream(Sql.column(row, column, Long[].class))
                .map(Fingerprint::new)
                .collect(toUnmodifiableSet());
    }

    private static Mono<Optional<Incident>> incident(Connection transaction, UUID group) {
        return Sql.row(
                        transaction
                                .createStatement("select * from incident where group_id = $1 and not is_over")
                                .bind("$1", group),
                        row -> new Incident(
                                Sql.column(row, "id", String.class),
                                Sql.column(row, "service", String.class),
                                Sql.column(row, "title", String.class),
                                Optional.empty(),
                                Rows.instant(row, "starts_at"),
                                Optional.empty(),
                                Sql.column(row, "uri", String.class)))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }
}
