package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rows of one kind, read newest first. */
class PostgresRecords<T> implements Records<T> {

    /**
     * How a kind is read.
     *
     * @param found selects everything of one row, up to its condition
     * @param listed selects what a list shows, up to its conditions
     * @param alias of the table
     * @param order column of the time by which a list is ordered
     */
    record Query(String found, String listed, String alias, String order) {}

    private final Database database;
    private final Query query;
    private final Function<Readable, T> read;

    PostgresRecords(Database database, Query query, Function<Readable, T> read) {
        this.database = database;
        this.query = query;
        this.read = read;
    }

    @Override
    public Mono<T> find(UUID id) {
        return database.read(connection -> Sql.row(
                connection
                        .createStatement(query.found() + " where " + query.alias() + ".id = $1")
                        .bind("$1", id),
                read));
    }

    @Override
    public Flux<T> list(int limit, Optional<Position> position) {
        return database.read(connection ->
                        Sql.rows(page(connection, limit, position), read).collectList())
                .flatMapIterable(rows -> rows);
    }

    private Statement page(Connection connection, int limit, Optional<Position> position) {
        String at = query.alias() + "." + query.order();
        String id = query.alias() + ".id";
        String order = " order by %s desc, %s desc limit $1".formatted(at, id);
        return position.map(after -> connection
                        .createStatement(query.listed() + " where (%s, %s) < ($2, $3)".formatted(at, id) + order)
                        .bind("$1", limit)
                        .bind("$2", after.at().atOffset(ZoneOffset.UTC))
                        .bind("$3", after.id()))
                .orElseGet(
                        () -> connection.createStatement(query.listed() + order).bind("$1", limit));
    }
}
