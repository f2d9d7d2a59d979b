package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Delivery.BodyState;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Delivery.Since;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Replay;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The inbox's rows. Deliveries that come while others are written share a transaction. One of very many facts is written in several transactions, its own row with the last: cut off
 * in between, it is not in the inbox, was not answered, and merges again to the same facts when it is sent again.
 */
final class PostgresInbox implements Inbox {

    private static final ListedTable LISTED = new ListedTable(
            """
            d.id, d.source, d.event, d.source_delivery_id, d.received_at, d.outcome, d.reason, d.detail, d.facts, d.headers,
            ''::bytea as body, d.size, d.replay_count, d.replayed_at, d.body_state, d.body_emptied_at
            """,
            "delivery d",
            "d.id",
            "uuid",
            Map.ofEntries(
                    field("name", "('deliveries/' || d.id)"),
                    field("source", "d.source"),
                    field("event", "nullif(d.event, '')"),
                    field("source_delivery_id", "nullif(d.source_delivery_id, '')"),
                    field("receive_time", "d.received_at"),
                    field("outcome", "d.outcome_name"),
                    field("reason", "nullif(d.reason, '')"),
                    field("facts", "d.facts"),
                    field("body_size", "d.size"),
                    field(
                            "body_state",
                            "(case d.body_state when 0 then 'KEPT' when 1 then 'EXPIRED' else 'ERASED' end)"),
                    field("replay_count", "d.replay_count"),
                    field("replay_time", "d.replayed_at")),
            Map.of("receive_time", "d.received_at"),
            Optional.empty());

    private static Map.Entry<String, ListedTable.Field> field(String path, String sql) {
        return Map.entry(path, ListedTable.Field.of(sql));
    }

    private final Database database;
    private final Lists lists;
    private final DeliveredFacts batches;
    private final Gathering<KeptDelivery, Delivery> together;
    private final ReplayedDeliveries replays;

    PostgresInbox(Database database, Generations generations, FactWriter facts, CommitHints hints) {
        this.database = database;
        this.lists = new Lists(database, "a receive_time");
        this.batches = new DeliveredFacts(generations, facts, hints);
        this.together = new Gathering<>(new KeptTogether(generations, facts, hints)::written, KeptDelivery::size);
        this.replays = new ReplayedDeliveries(batches);
    }

    @Override
    public Mono<Delivery> keep(Delivery delivery, List<Revision> revisions) {
        var kept = new KeptDelivery(delivery, revisions);
        return kept.isWrittenWithOthers() ? together.written(kept) : alone(kept);
    }

    private Mono<Delivery> alone(KeptDelivery kept) {
        return batches.written(
                kept.delivery(),
                kept.revisions(),
                (transaction, changed) -> ended(transaction, kept, changed)
                        .flatMap(ended -> DeliveryRows.inserted(transaction, List.of(ended))
                                .thenReturn(ended)));
    }

    @Override
    public Mono<Replay> replayed(Delivery delivery, Understanding reading) {
        return replays.written(delivery, reading);
    }

    private static Mono<Delivery> ended(Connection transaction, KeptDelivery kept, List<String> changed) {
        return kept.saysNothing()
                ? isKnown(transaction, kept.delivery()).map(kept::ended)
                : Mono.just(kept.ended(changed));
    }

    /** Whether a delivery that says nothing came before, by the source's own id. */
    private static Mono<Boolean> isKnown(Connection transaction, Delivery delivery) {
        return Sql.row(
                transaction
                        .createStatement("""
                                select exists (select from delivery
                                               where source = $1 and source_delivery_id = $2 and source_delivery_id <> ''
                                                 and outcome <> $3) as known
                                """)
                        .bind("$1", delivery.source())
                        .bind("$2", delivery.sourceDeliveryId())
                        .bind("$3", (short) Outcome.REJECTED.code()),
                row -> Sql.column(row, "known", Boolean.class));
    }

    @Override
    public Mono<Delivery> find(UUID id) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement("select * from delivery where id = $1")
                        .bind("$1", id),
                PostgresInbox::delivery));
    }

    @Override
    public Flux<Listed<Delivery>> list(ListQuery query) {
        return lists.page(LISTED, query, PostgresInbox::delivery);
    }

    static Delivery delivery(Readable row) {
        String reason = Sql.column(row, "reason", String.class);
        String detail = Sql.column(row, "detail", String.class);
        Optional<Rejection> rejection = reason.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejection(Rejection.Reason.valueOf(reason), detail));
        return new Delivery(
                Sql.column(row, "id", UUID.class),
                Sql.column(row, "source", String.class),
                Sql.column(row, "event", String.class),
                Sql.column(row, "source_delivery_id", String.class),
                instant(row, "received_at"),
                Outcome.ofCode(Sql.column(row, "outcome", Short.class)),
                rejection,
                rejection.isPresent() ? "" : detail,
                List.of(Sql.column(row, "facts", String[].class)),
                headers(Sql.column(row, "headers", String[].class)),
                Bytes.of(Sql.column(row, "body", byte[].class)),
                Sql.column(row, "size", Long.class),
                new Since(
                        Sql.column(row, "replay_count", Integer.class),
                        moment(row, "replayed_at"),
                        BodyState.ofCode(Sql.column(row, "body_state", Short.class)),
                        moment(row, "body_emptied_at")));
    }

    private static Optional<Instant> moment(Readable row, String column) {
        return Optional.ofNullable(row.get(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Map<String, String> headers(String[] flat) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int name = 0; name < flat.length; name += 2) {
            headers.put(flat[name], flat[name + 1]);
        }
        return headers;
    }

    static Instant instant(Readable row, String column) {
        return Sql.column(row, column, OffsetDateTime.class).toInstant();
    }
}
