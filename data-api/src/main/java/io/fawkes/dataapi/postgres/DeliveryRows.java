package io.fawkes.dataapi.postgres;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Rows of deliveries, written with one statement for any number. */
final class DeliveryRows {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private DeliveryRows() {}

    static Mono<Long> inserted(Connection transaction, List<Delivery> deliveries) {
        Statement statement = transaction.createStatement("""
                        insert into delivery (id, source, event, source_delivery_id, received_at, outcome, reason,
                                              detail, facts, headers, body, body_sha256, size)
                        select d.id, d.source, d.event, d.source_delivery_id, d.received_at, d.outcome, d.reason,
                               d.detail, d.facts, d.headers, d.body, sha256(d.body), d.size
                        from (select r.*, substring($2::bytea from r.start for r.length) as body
                              from rows from (
                                json_to_recordset($1::text::json) as (
                                  id uuid, source text, event text, source_delivery_id text, received_at timestamptz,
                                  outcome smallint, reason text, detail text, facts text[], headers text[], size bigint),
                                unnest($3::int[]), unnest($4::int[]))
                              as r (id, source, event, source_delivery_id, received_at, outcome, reason, detail, facts,
                                    headers, size, start, length)) d
                        """).bind("$1", rows(deliveries));
        Packed.of(deliveries.stream().map(delivery -> delivery.body().array()).toList())
                .bind(statement, "$2", "$3", "$4");
        return Sql.updated(statement);
    }

    private static String rows(List<Delivery> deliveries) {
        ArrayNode rows = JSON.arrayNode();
        deliveries.forEach(delivery -> rows.add(row(delivery)));
        return rows.toString();
    }

    private static ObjectNode row(Delivery delivery) {
        ObjectNode row = JSON.objectNode()
                .put("id", delivery.id().toString())
                .put("source", text(delivery.source()))
                .put("event", text(delivery.event()))
                .put("source_delivery_id", text(delivery.sourceDeliveryId()))
                .put("received_at", delivery.receivedAt().toString())
                .put("outcome", delivery.outcome().code())
                .put(
                        "reason",
                        delivery.rejection()
                                .map(Rejection::reason)
                                .map(Enum::name)
                                .orElse(""))
                .put("detail", text(delivery.rejection().map(Rejection::detail).orElseGet(delivery::note)))
                .put("size", delivery.size());
        row.set("facts", texts(delivery.facts().stream()));
        row.set("headers", texts(headers(delivery)));
        return row;
    }

    /** Name, value, name, value. */
    private static Stream<String> headers(Delivery delivery) {
        return delivery.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(header -> Stream.of(text(header.getKey()), text(header.getValue())));
    }

    private static ArrayNode texts(Stream<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** PostgreSQL has no place for the character zero in a text, which a sender may well have. */
    static String text(String text) {
        return text.replace('\0', ' ');
    }
}
