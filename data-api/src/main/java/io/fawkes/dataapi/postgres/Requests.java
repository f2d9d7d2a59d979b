package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.RequestIdReused;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * Request ids that were used. The first request takes the row in its own transaction; others of the same id wait for its
 * commit and then answer with the fact it wrote.
 */
final class Requests {

    /** Runs {@code work} if the id is new, else answers with the fact that the first request wrote. */
    Mono<FactState> once(Connection transaction, Optional<RequestId> requestId, FactKey key, Mono<FactState> work) {
        return requestId
                .map(id -> taken(transaction, id, key).flatMap(isNew -> isNew ? work : answered(transaction, id)))
                .orElse(work);
    }

    private static Mono<Boolean> taken(Connection transaction, RequestId request, FactKey key) {
        return Sql.updated(transaction
                        .createStatement("""
                                insert into request (id, payload_hash, source, source_id) values ($1, $2, $3, $4)
                                on conflict do nothing
                                """)
                        .bind("$1", request.id())
                        .bind("$2", request.payloadHash().array())
                        .bind("$3", key.source())
                        .bind("$4", key.sourceId()))
                .map(rows -> rows == 1);
    }

    private static Mono<FactState> answered(Connection transaction, RequestId request) {
        return Sql.row(
                        transaction
                                .createStatement("select payload_hash, source, source_id from request where id = $1")
                                .bind("$1", request.id()),
                        row -> new Used(
                                Bytes.of(Sql.column(row, "payload_hash", byte[].class)),
                                new FactKey(
                                        Sql.column(row, "source", String.class),
                                        Sql.column(row, "source_id", String.class))))
                .flatMap(used -> used.payloadHash().equals(request.payloadHash())
                        ? fact(transaction, used.key())
                        : Mono.error(new RequestIdReused(request.id().toString())));
    }

    private record Used(Bytes payloadHash, FactKey key) {}

    private static Mono<FactState> fact(Connection transaction, FactKey key) {
        return Sql.row(
                transaction
                        .createStatement("select * from fact where source = $1 and source_id = $2")
                        .bind("$1", key.source())
                        .bind("$2", key.sourceId()),
                FactWriter::state);
    }
}
