package io.fawkes.alerting.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.mute.Inhibition;
import io.fawkes.alerting.domain.mute.Muting;
import io.fawkes.alerting.domain.mute.Silence;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * What mutes alerts now. Alerts that can mute others are noted with where they do, in the transaction that receives them,
 * so that a look at a group asks for its sources only, however many alerts fire.
 */
final class PostgresMutes {

    private record Source(UUID meeting, Alert alert) {}

    private final Supplier<Inhibition> inhibition;
    private final SilenceRows silences;

    PostgresMutes(Supplier<Inhibition> inhibition, SilenceRows silences) {
        this.inhibition = inhibition;
        this.silences = silences;
    }

    /** Notes which of {@code alerts} mute others while they fire; noting them again changes nothing. */
    Mono<Long> note(Connection transaction, Collection<Alert> alerts) {
        Inhibition rules = inhibition.get();
        var rows = alerts.stream().flatMap(alert -> sourceRows(rules, alert)).toList();
        return rows.isEmpty()
                ? Mono.just(0L)
                : Sql.updated(transaction.createStatement("""
                        insert into inhibition_source (meeting, alert_id)
                        select * from jsonb_to_recordset($1::jsonb) as r(meeting uuid, alert_id uuid)
                        on conflict do nothing
                        """).bind("$1", Rows.json(rows)));
    }

    private static Stream<ObjectNode> sourceRows(Inhibition rules, Alert alert) {
        return rules.muting(alert.labels()).stream()
                .map(meeting -> Rows.row()
                        .put("meeting", meeting.toString())
                        .put("alert_id", alert.id().toString()));
    }

    /** What mutes each of {@code alerts}, by their id; those that nothing mutes are missing. */
    Mono<Map<UUID, Muting>> mutings(Connection connection, Collection<Alert> alerts) {
        Inhibition rules = inhibition.get();
        return silences.active(connection)
                .collectList()
                .flatMap(active ->
                        sources(connection, rules, alerts).map(sources -> mutings(alerts, active, rules, sources)));
    }

    private static Map<UUID, Muting> mutings(
            Collection<Alert> alerts, List<Silence> active, Inhibition rules, Map<UUID, List<Alert>> sources) {
        return alerts.stream()
                .collect(toUnmodifiableMap(Alert::id, alert -> muting(alert, active, rules, sources), (one, _) -> one))
                .entrySet()
                .stream()
                .filter(muting -> muting.getValue().isMuted())
                .collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Muting muting(Alert alert, List<Silence> active, Inhibition rules, Map<UUID, List<Alert>> sources) {
        return new Muting(
                rules.inhibited(alert.labels(), sources),
                active.stream()
                        .filter(silence -> silence.covers(alert.labels()))
                        .map(Silence::id)
                        .toList());
    }

    /** Alerts that fire and may mute one of {@code alerts}, by where they do. */
    private static Mono<Map<UUID, List<Alert>>> sources(
            Connection connection, Inhibition rules, Collection<Alert> alerts) {
        UUID[] meetings = alerts.stream()
                .flatMap(alert -> rules.mutable(alert.labels()).stream())
                .distinct()
                .toArray(UUID[]::new);
        return meetings.length == 0
                ? Mono.just(Map.of())
                : Sql.rows(
                                connection
                                        .createStatement("""
                                select s.meeting, %s from inhibition_source s join alert a on a.id = s.alert_id
                                where s.meeting = any($1) and a.ends_at > clock_timestamp()
                                """.formatted(AlertRows.COLUMNS))
                                        .bind("$1", meetings),
                                PostgresMutes::source)
                        .collect(groupingBy(Source::meeting, mapping(Source::alert, toUnmodifiableList())));
    }

    private static Source source(Readable row) {
        return new Source(Sql.column(row, "meeting", UUID.class), AlertRows.alert(row));
    }
}
