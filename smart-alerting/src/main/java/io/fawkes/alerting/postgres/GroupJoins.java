package io.fawkes.alerting.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;
import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.routing.Placement;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** How alerts come into groups, and groups into being. */
final class GroupJoins {

    /**
     * An alert that belongs into a group.
     *
     * @param alert the alert, which fires
     * @param placement the group
     * @param isNews whether it may not be in it already, or has to be kept from leaving
     */
    record Join(Alert alert, Placement placement, boolean isNews) {}

    private record Present(UUID identity, UUID alert) {}

    private record Opened(UUID id, UUID identity, boolean isDue) {}

    private GroupJoins() {}

    /** Puts alerts into their groups, making those that are missing; whether one of them is due at once. */
    static Mono<Boolean> join(Connection transaction, List<Join> joins) {
        if (joins.isEmpty()) {
            return Mono.just(false);
        }
        return present(transaction, joins)
                .map(present -> joins.stream()
                        .filter(join -> join.isNews() || !present.contains(key(join)))
                        .toList())
                .flatMap(missing -> missing.isEmpty() ? Mono.just(false) : joined(transaction, missing));
    }

    private static Present key(Join join) {
        return new Present(join.placement().identity(), join.alert().id());
    }

    private static Mono<Set<Present>> present(Connection transaction, List<Join> joins) {
        Long[] fingerprints = joins.stream()
                .map(join -> join.alert().fingerprint().value())
                .distinct()
                .toArray(Long[]::new);
        return Sql.rows(
                        transaction.createStatement("""
                                select g.identity, m.alert_id from group_member m join alert_group g on g.id = m.group_id
                                where m.fingerprint = any($1) and not m.has_left and g.closed_at is null
                                """).bind("$1", fingerprints),
                        row -> new Present(
                                Sql.column(row, "identity", UUID.class), Sql.column(row, "alert_id", UUID.class)))
                .collect(toUnmodifiableSet());
    }

    private static Mono<Boolean> joined(Connection transaction, List<Join> joins) {
        Map<UUID, List<Join>> byGroup = joins.stream()
                .collect(groupingBy(join -> join.placement().identity(), TreeMap::new, toUnmodifiableList()));
        return Sql.rows(groups(transaction, byGroup), GroupJoins::opened)
                .collectList()
                .flatMap(opened -> members(transaction, opened, byGroup)
                        .thenReturn(opened.stream().anyMatch(Opened::isDue)));
    }

    /** The first look comes after group_wait, and at once if an alert is older than that. */
    private static Statement groups(Connection transaction, Map<UUID, List<Join>> byGroup) {
        var rows = byGroup.values().stream().map(GroupJoins::groupRow).toList();
        return transaction.createStatement("""
                        insert into alert_group as g
                            (id, identity, route_id, group_key, receiver, labels, starts_at, due_at)
                        select r.id, r.identity, r.route_id, r.group_key, r.receiver, r.labels, r.starts_at,
                               case when r.starts_at + r.wait * interval '1 millisecond' < clock_timestamp()
                                    then clock_timestamp()
                                    else clock_timestamp() + r.wait * interval '1 millisecond' end
                        from jsonb_to_recordset($1::jsonb) as r(
                            id uuid, identity uuid, route_id text, group_key text, receiver text, labels jsonb,
                            starts_at timestamptz, wait bigint)
                        order by r.identity
                        on conflict (identity) where closed_at is null do update set
                            updated_at = clock_timestamp(),
                            starts_at = least(g.starts_at, excluded.starts_at),
                            due_at = case when g.looks = 0 then least(g.due_at, excluded.due_at) else g.due_at end
                        returning id, identity, due_at <= clock_timestamp() as is_due
                        """).bind("$1", Rows.json(rows));
    }

    private static ObjectNode groupRow(List<Join> joins) {
        Placement placement = joins.getFirst().placement();
        Instant startsAt = joins.stream()
                .map(join -> join.alert().startsAt())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        ObjectNode row = Rows.row()
                .put("id", UUID.randomUUID().toString())
                .put("identity", placement.identity().toString())
                .put("route_id", placement.route().id())
                .put("group_key", placement.groupKey())
                .put("receiver", placement.route().receiver())
                .put("starts_at", startsAt.toString())
                .put("wait", placement.route().timers().groupWait().toMillis());
        row.set("labels", Rows.object(placement.labels().values()));
        return row;
    }

    private static Opened opened(Readable row) {
        return new Opened(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "identity", UUID.class),
                Sql.column(row, "is_due", Boolean.class));
    }

    /** A newer episode takes the place of an older one of the same labels. */
    private static Mono<Long> members(Connection transaction, List<Opened> groups, Map<UUID, List<Join>> byGroup) {
        var rows = groups.stream()
                .flatMap(group -> memberRows(group, byGroup.getOrDefault(group.identity(), List.of())))
                .toList();
        return Sql.updated(transaction.createStatement("""
                        with joining as (
                            select * from jsonb_to_recordset($1::jsonb) as r(
                                group_id uuid, alert_id uuid, fingerprint bigint)),
                        replaced as (
                            update group_member m set has_left = true, is_leaving = false
                            from joining r
                            where m.group_id = r.group_id and m.fingerprint = r.fingerprint
                              and m.alert_id <> r.alert_id and not m.has_left)
                        insert into group_member (group_id, alert_id, fingerprint)
                        select group_id, alert_id, fingerprint from joining
                        on conflict (group_id, alert_id) do update set is_leaving = false, has_left = false
                        """).bind("$1", Rows.json(rows)));
    }

    /** One a fingerprint: what a post says last of it holds. */
    private static Stream<ObjectNode> memberRows(Opened group, List<Join> joins) {
        Map<Fingerprint, ObjectNode> rows = new LinkedHashMap<>();
        for (Join join : joins) {
            rows.put(
                    join.alert().fingerprint(),
                    Rows.row()
                            .put("group_id", group.id().toString())
                            .put("alert_id", join.alert().id().toString())
                            .put("fingerprint", join.alert().fingerprint().value()));
        }
        return rows.values().stream();
    }
}
