package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.postgres.FactWriter.Merged;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The inbox's rows. A delivery of very many facts is written in several transactions, its own row with the last: cut off
 * in between, it is not in the inbox, was not answered, and merges again to the same facts when it is sent again.
 */
final class PostgresInbox implements Inbox {

    private static final ListedTable LISTED = new ListedTable(
            """
            d.id, d.source, d.event, d.source_delivery_id, d.received_at, d.outcome, d.reason, d.detail, d.facts, d.headers,
            ''::bytea as body, d.size
            """,
            "delivery d",
            "d.id",
            "uuid",
            Map.of(
                    "name", ListedTable.Field.of("('deliveries/' || d.id)"),
                    "source", ListedTable.Field.of("d.source"),
                    "event", ListedTable.Field.of("nullif(d.event, '')"),
                    "source_delivery_id", ListedTable.Field.of("nullif(d.source_delivery_id, '')"),
                    "receive_time", ListedTable.Field.of("d.received_at"),
                    "outcome", ListedTable.Field.of("d.outcome_name"),
                    "reason", ListedTable.Field.of("nullif(d.reason, '')"),
                    "facts", ListedTable.Field.of("d.facts"),
                    "body_size", ListedTable.Field.of("d.size")),
            Map.of("receive_time", "d.received_at"),
            Optional.empty());

    private final Database database;
    private final Lists lists;
    private final Generations generations;
    private final FactWriter facts;
    private final CommitHints hints;

    PostgresInbox(Database database, Generations generations, FactWriter facts, CommitHints hints) {
        this.database = database;
        this.lists = new Lists(database, "a receive_time");
        this.generations = generations;
        this.facts = facts;
        this.hints = hints;
    }

    @Override
    public Mono<Delivery> keep(Delivery delivery, List<Revision> revisions) {
        List<List<Revision>> batches = batches(revisions);
        return Flux.fromIterable(batches.subList(0, batches.size() - 1))
                .concatMap(batch -> generations.write(transaction -> merged(transaction, delivery, batch)))
                .reduce(List.<String>of(), PostgresInbox::joined)
                .flatMap(earlier -> generations.write(transaction -> merged(transaction, delivery, batches.getLast())
                        .map(last -> joined(earlier, last))
                        .flatMap(changed -> ended(transaction, delivery, revisions, changed))
                        .flatMap(ended -> inserted(transaction, ended).thenReturn(ended))))
                .doOnNext(kept -> announce(kept.facts()));
    }

    private void announce(List<String> changed) {
        if (!changed.isEmpty()) {
            hints.committed();
        }
    }

    /** The revisions in transactions' worth; the last batch, which may be empty, is written with the delivery. */
    private static List<List<Revision>> batches(List<Revision> revisions) {
        List<List<Revision>> batches = new ArrayList<>();
        for (int from = 0; from < revisions.size(); from += FactBatches.LARGEST) {
            batches.add(revisions.subList(from, Math.min(revisions.size(), from + FactBatches.LARGEST)));
        }
        return batches.isEmpty() ? List.of(List.of()) : batches;
    }

    private Mono<List<String>> merged(Connection transaction, Delivery delivery, List<Revision> batch) {
        return facts.merge(transaction, batch, delivery.name(), delivery.receivedAt())
                .map(Merged::changed)
                .map(changed -> changed.stream().map(FactState::name).toList());
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static Mono<Delivery> ended(
            Connection transaction, Delivery delivery, List<Revision> revisions, List<String> changed) {
        if (delivery.outcome() == Outcome.REJECTED || !changed.isEmpty()) {
            return Mono.just(delivery.ended(delivery.outcome(), changed));
        }
        if (!revisions.isEmpty()) {
            return Mono.just(delivery.ended(Outcome.DUPLICATE, changed));
        }
        return isKnown(transaction, delivery)
                .map(known -> delivery.ended(known ? Outcome.DUPLICATE : Outcome.ACCEPTED, changed));
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

    private static Mono<Long> inserted(Connection transaction, Delivery delivery) {
        return Sql.updated(transaction
                .createStatement("""
                        insert into delivery (id, source, event, source_delivery_id, received_at, outcome, reason,
                                              detail, facts, headers, body, body_sha256, size)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                        """)
                .bind("$1", delivery.id())
                .bind("$2", text(delivery.source()))
                .bind("$3", text(delivery.event()))
                .bind("$4", text(delivery.sourceDeliveryId()))
                .bind("$5", delivery.receivedAt().atOffset(ZoneOffset.UTC))
                .bind("$6", (short) delivery.outcome().code())
                .bind(
                        "$7",
                        delivery.rejection()
                                .map(Rejection::reason)
                                .map(Enum::name)
                                .orElse(""))
                .bind("$8", text(delivery.rejection().map(Rejection::detail).orElseGet(delivery::note)))
                .bind("$9", delivery.facts().toArray(String[]::new))
                .bind("$10", headers(delivery))
                .bind("$11", delivery.body().array())
                .bind("$12", delivery.body().sha256().array())
                .bind("$13", delivery.size()));
    }

    /** PostgreSQL has no place for the character zero in a text, which a sender may well have. */
    private static String text(String text) {
        return text.replace('\0', ' ');
    }

    /** Name, value, name, value. */
    private static String[] headers(Delivery delivery) {
        return delivery.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(header -> java.util.stream.Stream.of(text(header.getKey()), text(header.getValue())))
                .toArray(String[]::new);
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

    private static Delivery delivery(Readable row) {
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
                Sql.column(row, "size", Long.class));
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
