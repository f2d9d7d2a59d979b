package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.DataApiException.NotReplayable;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Replay;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.Understanding.Refused;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * New readings of deliveries. The row takes the outcome of the last reading, but one that was accepted stays so where a
 * reading finds everything known: it is known from that delivery.
 */
final class ReplayedDeliveries {

    private final DeliveredFacts facts;

    ReplayedDeliveries(DeliveredFacts facts) {
        this.facts = facts;
    }

    Mono<Replay> written(Delivery delivery, Understanding reading) {
        return switch (reading) {
            case Understood understood ->
                facts.written(delivery, understood.revisions(), (transaction, changed) -> {
                    boolean known = changed.isEmpty() && !understood.revisions().isEmpty();
                    var outcome = known ? Outcome.DUPLICATE : Outcome.ACCEPTED;
                    return updated(
                            transaction, new Replay(delivery, outcome, Optional.empty(), understood.note(), changed));
                });
            case Refused refused ->
                facts.written(
                        delivery,
                        List.of(),
                        (transaction, _) -> updated(
                                transaction,
                                new Replay(
                                        delivery, Outcome.REJECTED, Optional.of(refused.rejection()), "", List.of())));
        };
    }

    private static Mono<Replay> updated(Connection transaction, Replay replay) {
        Delivery before = replay.delivery();
        return Sql.row(
                        transaction
                                .createStatement("""
                                update delivery
                                set outcome = case when outcome = 1 and $2 = 2 then 1 else $2 end,
                                    reason = $3,
                                    detail = $4,
                                    facts = array(select distinct fact from unnest(facts || $5) as all_of (fact) order by fact),
                                    replay_count = replay_count + 1,
                                    replayed_at = clock_timestamp()
                                where id = $1 and body_state = 0
                                returning *
                                """)
                                .bind("$1", before.id())
                                .bind("$2", (short) replay.outcome().code())
                                .bind(
                                        "$3",
                                        replay.rejection()
                                                .map(Rejection::reason)
                                                .map(Enum::name)
                                                .orElse(""))
                                .bind("$4", DeliveryRows.text(replay.detail()))
                                .bind("$5", replay.changed().toArray(String[]::new)),
                        PostgresInbox::delivery)
                .switchIfEmpty(Mono.error(() -> NotReplayable.bodyGone(before.name())))
                .map(now -> new Replay(now, replay.outcome(), replay.rejection(), replay.note(), replay.changed()));
    }
}
