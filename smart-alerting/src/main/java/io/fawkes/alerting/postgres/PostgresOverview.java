package io.fawkes.alerting.postgres;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableList;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.AlertState;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.mute.Muting;
import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.FiringNow;
import io.fawkes.alerting.domain.read.FiringNow.Members;
import io.fawkes.alerting.domain.read.Overview;
import io.fawkes.alerting.domain.read.SilenceView;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** What holds now. An alert that fires is in a group, since the root route takes everything. */
final class PostgresOverview implements Overview {

    private record Place(UUID group, String receiver, Labels labels, UUID alert) {}

    private record Group(UUID id, String receiver, Labels labels) {}

    private final Database database;
    private final PostgresMutes mutes;
    private final SilenceRows silences;

    PostgresOverview(Database database, PostgresMutes mutes, SilenceRows silences) {
        this.database = database;
        this.mutes = mutes;
        this.silences = silences;
    }

    @Override
    public Mono<FiringNow> firing() {
        return database.inTransaction(transaction -> alerts(transaction)
                .flatMap(alerts -> mutes.mutings(transaction, alerts)
                        .flatMap(mutings ->
                                groups(transaction).map(groups -> new FiringNow(views(alerts, mutings), groups)))));
    }

    private static List<AlertView> views(List<Alert> alerts, Map<UUID, Muting> mutings) {
        return alerts.stream()
                .map(alert -> new AlertView(alert, AlertState.FIRING, mutings.getOrDefault(alert.id(), Muting.NONE)))
                .sorted(Comparator.comparing(view -> view.alert().fingerprint().hex()))
                .toList();
    }

    private static Mono<List<Alert>> alerts(Connection connection) {
        return Sql.rows(connection.createStatement("""
                        select %s from alert a
                        where a.ends_at > clock_timestamp()
                          and a.id in (select alert_id from group_member where not has_left)
                        """.formatted(AlertRows.COLUMNS)), AlertRows::alert)
                .collectList();
    }

    private static Mono<List<Members>> groups(Connection connection) {
        return Sql.rows(connection.createStatement("""
                        select g.id, g.receiver, g.labels::text as labels, m.alert_id
                        from alert_group g
                        join group_member m on m.group_id = g.id and not m.has_left
                        join alert a on a.id = m.alert_id and a.ends_at > clock_timestamp()
                        where g.closed_at is null
                        """), PostgresOverview::place)
                .collectList()
                .map(PostgresOverview::members);
    }

    private static Place place(Readable row) {
        return new Place(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "receiver", String.class),
                Labels.of(Rows.texts(row, "labels")),
                Sql.column(row, "alert_id", UUID.class));
    }

    private static List<Members> members(List<Place> places) {
        return places.stream()
                .collect(groupingBy(
                        place -> new Group(place.group(), place.receiver(), place.labels()),
                        mapping(Place::alert, toUnmodifiableList())))
                .entrySet()
                .stream()
                .map(group ->
                        new Members(group.getKey().receiver(), group.getKey().labels(), group.getValue()))
                .sorted(Comparator.comparing((Members group) -> group.labels().toString())
                        .thenComparing(Members::receiver))
                .toList();
    }

    @Override
    public Mono<List<SilenceView>> silences() {
        return database.read(
                connection -> Sql.rows(connection.createStatement("""
                        select %s, clock_timestamp() as now from silence s
                        where s.ends_at > clock_timestamp() - interval '5 days'
                        """.formatted(SilenceRows.COLUMNS)), silences::view)
                        .collectList());
    }
}
