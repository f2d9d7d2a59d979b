package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.group.Group;
import io.fawkes.alerting.domain.group.GroupClock;
import io.fawkes.alerting.domain.group.Looking;
import io.fawkes.alerting.postgres.GroupJoins.Join;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The groups' timers as rows: whoever locks a due group first looks at it, and nobody waits for another. */
final class PostgresGroupClock implements GroupClock {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresGroupClock.class);

    private final Database database;
    private final Looking looking;
    private final LookWriter writer;
    private final PostgresMutes mutes;

    PostgresGroupClock(Database database, Looking looking, LookWriter writer, PostgresMutes mutes) {
        this.database = database;
        this.looking = looking;
        this.writer = writer;
        this.mutes = mutes;
    }

    @Override
    public Mono<Boolean> lookAtNext() {
        return database.inTransaction(transaction -> GroupRows.due(transaction, mutes)
                        .flatMap(group -> looked(transaction, group))
                        .map(_ -> true))
                .defaultIfEmpty(false);
    }

    private Mono<Long> looked(Connection transaction, Group group) {
        List<Alert> strays = looking.strays(group);
        Group staying = group.without(strays);
        return looking.plan(staying)
                .map(plan -> moved(transaction, group, strays).then(writer.write(transaction, staying, plan)))
                .orElseGet(() -> placedAnew(transaction, group));
    }

    /** The configuration has a route for the group, but another one takes these now. */
    private Mono<Boolean> moved(Connection transaction, Group group, List<Alert> strays) {
        return strays.isEmpty()
                ? Mono.just(false)
                : Sql.updated(transaction
                                .createStatement(
                                        "update group_member set has_left = true where group_id = $1 and alert_id = any($2)")
                                .bind("$1", group.id())
                                .bind("$2", strays.stream().map(Alert::id).toArray(UUID[]::new)))
                        .then(GroupJoins.join(transaction, joins(strays)));
    }

    private List<Join> joins(List<Alert> alerts) {
        return alerts.stream()
                .flatMap(alert -> looking.routing().tree().placements(alert.labels()).stream()
                        .map(placement -> new Join(alert, placement, true)))
                .toList();
    }

    /** The configuration has no such route any more: what fires goes where it belongs now, and the group is closed. */
    private Mono<Long> placedAnew(Connection transaction, Group group) {
        LOG.atWarn().addKeyValue("group", group.id()).log("a group without a route; its alerts are placed anew");
        List<Alert> firing = group.members().stream()
                .filter(alert -> alert.isFiring(group.now()))
                .toList();
        return GroupRows.close(transaction, group.id())
                .flatMap(closed -> GroupJoins.join(transaction, joins(firing)).thenReturn(closed));
    }

    @Override
    public Mono<Boolean> tidyNext() {
        return database.inTransaction(
                        transaction -> GroupRows.settled(transaction).flatMap(group -> tidied(transaction, group)))
                .defaultIfEmpty(false);
    }

    private static Mono<Boolean> tidied(Connection transaction, UUID group) {
        return Sql.updated(transaction.createStatement("""
                                update group_member m set has_left = true, is_leaving = false
                                from alert a
                                where m.group_id = $1 and a.id = m.alert_id and m.is_leaving
                                  and a.ends_at <= clock_timestamp()
                                """).bind("$1", group))
                .then(Sql.updated(transaction.createStatement("""
                                update alert_group g
                                set tidy = false,
                                    closed_at = case when not exists (
                                        select from group_member m where m.group_id = g.id and not m.has_left)
                                        then clock_timestamp() end
                                where g.id = $1
                                """).bind("$1", group)))
                .thenReturn(true);
    }
}
