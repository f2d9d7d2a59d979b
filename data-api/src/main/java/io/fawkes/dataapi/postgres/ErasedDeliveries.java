package io.fawkes.dataapi.postgres;

import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Bodies of deliveries that mention the person. They are emptied whole: beside a login stand ids, names, addresses and
 * pictures, and what cannot be found cannot be taken out.
 */
final class ErasedDeliveries implements ErasureStep {

    /** A body has up to 1 MiB, and a transaction up to a second. */
    private static final int AT_ONCE = 20;

    private static final String FIRST = "-infinity";
    private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

    private record Row(OffsetDateTime receivedAt, UUID id, boolean mentions) {}

    @Override
    public Mono<Page> page(Connection transaction, Wanted wanted, List<String> position) {
        return Sql.rows(
                        transaction
                                .createStatement("""
                                select received_at, id, ($3 = '' or source = $3) and mentions_word(body, $4) as mentioned
                                from delivery
                                where body_state = 0 and (received_at, id) > ($1::text::timestamptz, $2::text::uuid)
                                order by received_at, id limit $5
                                """)
                                .bind("$1", position.isEmpty() ? FIRST : position.getFirst())
                                .bind("$2", position.isEmpty() ? NO_ID : position.getLast())
                                .bind("$3", wanted.person().source())
                                .bind("$4", wanted.person().login())
                                .bind("$5", AT_ONCE),
                        row -> new Row(
                                Sql.column(row, "received_at", OffsetDateTime.class),
                                Sql.column(row, "id", UUID.class),
                                Sql.column(row, "mentioned", Boolean.class)))
                .collectList()
                .flatMap(rows -> rows.isEmpty() ? Mono.just(Page.NONE) : emptied(transaction, wanted, rows));
    }

    private static Mono<Page> emptied(Connection transaction, Wanted wanted, List<Row> rows) {
        Row last = rows.getLast();
        UUID[] ids = rows.stream().filter(Row::mentions).map(Row::id).toArray(UUID[]::new);
        return Sql.updated(transaction
                        .createStatement("""
                                update delivery
                                set body = '', body_sha256 = '', body_state = 2, body_emptied_at = clock_timestamp(),
                                    detail = without_word(detail, $2, $3)
                                where id = any($1)
                                """)
                        .bind("$1", ids)
                        .bind("$2", wanted.person().login())
                        .bind("$3", wanted.name()))
                .map(emptied ->
                        new Page(List.of(last.receivedAt().toString(), last.id().toString()), emptied));
    }
}
