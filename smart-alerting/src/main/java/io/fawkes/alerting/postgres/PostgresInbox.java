package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.Episodes;
import io.fawkes.alerting.domain.alert.Episodes.Step;
import io.fawkes.alerting.domain.intake.AlertDelivery;
import io.fawkes.alerting.domain.intake.Counts;
import io.fawkes.alerting.domain.intake.Inbox;
import io.fawkes.alerting.domain.intake.Rejection;
import io.fawkes.alerting.postgres.GroupJoins.Join;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Nudge;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Alerts on their way in: one transaction for the alerts, their groups' timers and the delivery. */
final class PostgresInbox implements Inbox {

    /** An alert writes up to four rows; a transaction has a thousand at most. */
    private static final int BATCH = 200;

    private record Merged(Counts counts, boolean isDue) {
        Merged plus(Merged other) {
            return new Merged(counts.plus(other.counts), isDue || other.isDue);
        }
    }

    private final Database database;
    private final Nudge nudge;
    private final PostgresMutes mutes;

    PostgresInbox(Database database, Nudge nudge, PostgresMutes mutes) {
        this.database = database;
        this.nudge = nudge;
        this.mutes = mutes;
    }

    @Override
    public Mono<AlertDelivery> keep(AlertDelivery delivery, List<Placed> alerts) {
        List<List<Placed>> batches = batches(alerts);
        return Flux.fromIterable(batches.subList(0, batches.size() - 1))
                .concatMap(batch -> database.inTransaction(transaction -> merged(transaction, batch)))
                .reduce(new Merged(Counts.NONE, false), Merged::plus)
                .flatMap(earlier ->
                        database.inTransaction(transaction -> last(transaction, delivery, batches.getLast(), earlier)))
                .doOnNext(kept -> announce(kept.isDue()))
                .map(Kept::delivery);
    }

    /** Merges {@code alerts} of a stream; {@code beside} is written in the transaction that holds the last of them. */
    Mono<Counts> keep(List<Placed> alerts, Function<Connection, Mono<Long>> beside) {
        List<List<Placed>> batches = batches(alerts);
        return Flux.fromIterable(batches)
                .index()
                .concatMap(batch -> database.inTransaction(transaction -> merged(transaction, batch.getT2())
                        .delayUntil(
                                _ -> batch.getT1() == batches.size() - 1L ? beside.apply(transaction) : Mono.empty())))
                .reduce(Merged::plus)
                .doOnNext(all -> announce(all.isDue()))
                .map(Merged::counts);
    }

    private record Kept(AlertDelivery delivery, boolean isDue) {}

    private Mono<Kept> last(Connection transaction, AlertDelivery delivery, List<Placed> batch, Merged earlier) {
        return merged(transaction, batch)
                .map(earlier::plus)
                .map(all -> new Kept(delivery.counted(all.counts()), all.isDue()))
                .flatMap(kept -> inserted(transaction, kept.delivery()).thenReturn(kept));
    }

    private void announce(boolean isDue) {
        if (isDue) {
            nudge.now();
        }
    }

    private static List<List<Placed>> batches(List<Placed> alerts) {
        List<List<Placed>> batches = new ArrayList<>();
        for (int from = 0; from < alerts.size(); from += BATCH) {
            batches.add(alerts.subList(from, Math.min(alerts.size(), from + BATCH)));
        }
        return batches.isEmpty() ? List.of(List.of()) : batches;
    }

    private Mono<Merged> merged(Connection transaction, List<Placed> batch) {
        if (batch.isEmpty()) {
            return Mono.just(new Merged(Counts.NONE, false));
        }
        List<AlertReport> reports = batch.stream().map(Placed::report).toList();
        return AlertRows.lock(transaction, reports)
                .flatMap(now -> AlertRows.known(transaction, reports)
                        .collectList()
                        .flatMap(known -> written(transaction, batch, new Episodes(known), now)));
    }

    private Mono<Merged> written(Connection transaction, List<Placed> batch, Episodes episodes, Instant now) {
        Map<UUID, Alert> alerts = new LinkedHashMap<>();
        List<Join> joins = new ArrayList<>();
        Counts counts = Counts.NONE;
        for (Placed placed : batch) {
            Step step = episodes.merge(placed.report(), now);
            counts = counts.plus(step.change());
            alerts.put(step.after().id(), step.after());
            joins.addAll(joins(placed, step, now));
        }
        Counts found = counts;
        return AlertRows.write(transaction, alerts.values())
                .then(mutes.note(transaction, alerts.values()))
                .then(GroupJoins.join(transaction, joins))
                .map(isDue -> new Merged(found, isDue));
    }

    /** An alert that ended joins nothing: whoever was told of it has it in its group. */
    private static List<Join> joins(Placed placed, Step step, Instant now) {
        if (!step.after().isFiring(now)) {
            return List.of();
        }
        boolean fired = step.before().filter(alert -> alert.isFiring(now)).isPresent();
        return placed.placements().stream()
                .map(placement -> new Join(step.after(), placement, !fired))
                .toList();
    }

    private static Mono<Long> inserted(Connection transaction, AlertDelivery delivery) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into delivery (id, source, received_at, outcome, reason, detail, news, changed, repeated,
                                              body, body_sha256, size)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                        """)
                .bind("$1", delivery.id())
                .bind("$2", delivery.source())
                .bind("$3", delivery.receivedAt().atOffset(ZoneOffset.UTC))
                .bind("$4", (short) delivery.outcome().code())
                .bind(
                        "$5",
                        delivery.rejection()
                                .map(Rejection::reason)
                                .map(Enum::name)
                                .orElse(""))
                .bind(
                        "$6",
                        delivery.rejection().map(Rejection::detail).orElse("").replace('\0', ' '))
                .bind("$7", delivery.counts().news())
                .bind("$8", delivery.counts().changed())
                .bind("$9", delivery.counts().repeated())
                .bind("$10", delivery.body().array())
                .bind("$11", delivery.sha256().array())
                .bind("$12", delivery.size()));
    }
}
