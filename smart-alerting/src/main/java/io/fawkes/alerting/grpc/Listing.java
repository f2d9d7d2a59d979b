package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.AlertingException.UnknownResource;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.runtime.rpc.Pages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Gets and lists of one kind of record.
 *
 * @param collection name of the collection with a slash
 * @param records where they are kept
 * @param position where one stands in the list
 */
record Listing<T>(String collection, Records<T> records, Function<T, Position> position) {

    /**
     * One page.
     *
     * @param rows its rows
     * @param nextToken token of the next page; empty if this is the last
     */
    record Page<T>(List<T> rows, String nextToken) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    Mono<T> get(String name) {
        return Mono.justOrEmpty(id(name))
                .flatMap(records::find)
                .switchIfEmpty(Mono.error(() -> new UnknownResource(name)));
    }

    private Optional<UUID> id(String name) {
        try {
            return Optional.of(name)
                    .filter(full -> full.startsWith(collection))
                    .map(full -> UUID.fromString(full.substring(collection.length())));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // nothing has a name like that
        }
    }

    Mono<Page<T>> list(int pageSize, String pageToken) {
        int size = Pages.size(pageSize);
        return records.list(size + 1, Pages.position(pageToken, AlertingStatuses::pageTokenInvalid, Listing::parsed))
                .collectList()
                .map(read -> new Page<>(Pages.rows(read, size), Pages.next(read, size, this::token)));
    }

    private static Position parsed(List<String> parts) {
        return new Position(Instant.parse(parts.getFirst()), UUID.fromString(parts.get(1)));
    }

    private String token(T last) {
        Position at = position.apply(last);
        return Pages.token(at.at().toString(), at.id().toString());
    }
}
