package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.mute.Muting;
import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.runtime.postgres.Database;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Alerts to be read, with what mutes them now. */
final class PostgresAlerts implements Records<AlertView> {

    private static final String SELECTED =
            "select %s, clock_timestamp() as now from alert a".formatted(AlertRows.COLUMNS);

    private final Database database;
    private final PostgresMutes mutes;
    private final PostgresRecords<AlertView> alerts;

    PostgresAlerts(Database database, PostgresMutes mutes) {
        this.database = database;
        this.mutes = mutes;
        this.alerts = new PostgresRecords<>(
                database,
                new PostgresRecords.Query(SELECTED, SELECTED, "a", "first_received_at"),
                PostgresAlerts::bare);
    }

    private static AlertView bare(Readable row) {
        Alert alert = AlertRows.alert(row);
        return new AlertView(alert, alert.state(Rows.instant(row, "now")), Muting.NONE);
    }

    @Override
    public Mono<AlertView> find(UUID id) {
        return alerts.find(id).flatMap(found -> muted(List.of(found)).map(List::getFirst));
    }

    @Override
    public Flux<AlertView> list(int limit, Optional<Position> position) {
        return alerts.list(limit, position).collectList().flatMap(this::muted).flatMapIterable(views -> views);
    }

    private Mono<List<AlertView>> muted(List<AlertView> views) {
        List<Alert> found = views.stream().map(AlertView::alert).toList();
        return database.read(connection -> mutes.mutings(connection, found))
                .map(mutings -> views.stream()
                        .map(view -> view.with(mutings.getOrDefault(view.alert().id(), Muting.NONE)))
                        .toList());
    }
}
