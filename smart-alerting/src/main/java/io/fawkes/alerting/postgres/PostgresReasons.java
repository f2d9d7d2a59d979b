package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.GroupView;
import io.fawkes.alerting.domain.read.Place;
import io.fawkes.alerting.domain.read.Reasons;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.domain.read.Why;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reasons read from what alerts, groups and the outbox say. */
final class PostgresReasons implements Reasons {

    private record Membership(UUID group, boolean left) {}

    private final Database database;
    private final Records<AlertView> alerts;
    private final Records<GroupView> groups;

    PostgresReasons(Database database, Records<AlertView> alerts, Records<GroupView> groups) {
        this.database = database;
        this.alerts = alerts;
        this.groups = groups;
    }

    @Override
    public Mono<Why> why(UUID alert) {
        return alerts.find(alert)
                .flatMap(found -> memberships(alert)
                        .flatMapMany(Flux::fromIterable)
                        .concatMap(membership ->
                                groups.find(membership.group()).map(group -> new Place(group, membership.left())))
                        .collectList()
                        .map(places -> new Why(found, places)));
    }

    private Mono<List<Membership>> memberships(UUID alert) {
        return database.read(connection -> Sql.rows(
                        connection.createStatement("""
                                        select m.group_id, m.has_left from group_member m
                                        join alert_group g on g.id = m.group_id
                                        where m.alert_id = $1 order by m.has_left, g.created_at desc limit 20
                                        """).bind("$1", alert),
                        row -> new Membership(
                                Sql.column(row, "group_id", UUID.class), Sql.column(row, "has_left", Boolean.class)))
                .collectList());
    }
}
