package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.DataApiException.FilterTooBroad;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.filter.ListQuery.Position;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/**
 * Pages of a table, by keyset: a page begins after the row that the one before ended with, wherever that is by now. A page
 * whose rows take longer than two seconds to find is refused.
 */
final class Lists {

    private static final String LIMIT = "set local statement_timeout = '2s'";
    private static final String CANCELLED = "57014";

    private final Database database;
    private final String remedy;

    /**
     * Lists of {@code database}.
     *
     * @param remedy what to ask for when a page takes too long
     */
    Lists(Database database, String remedy) {
        this.database = database;
        this.remedy = remedy;
    }

    <T> Flux<Listed<T>> page(ListedTable table, ListQuery query, Function<Readable, T> read) {
        return limited(transaction -> Sql.rows(ListSql.page(transaction, table, query), row -> listed(row, read)));
    }

    /** What {@code found} finds within two seconds. */
    <T> Flux<T> limited(Function<Connection, Flux<T>> found) {
        return database.inTransaction(transaction -> Sql.updated(transaction.createStatement(LIMIT))
                        .then(found.apply(transaction).collectList()))
                .onErrorMap(Lists::isCancelled, error -> tooBroad(error))
                .flatMapIterable(rows -> rows);
    }

    private static boolean isCancelled(Throwable error) {
        return error instanceof DatabaseUnavailable
                && error.getCause() instanceof R2dbcException cause
                && CANCELLED.equals(cause.getSqlState());
    }

    private FilterTooBroad tooBroad(Throwable cause) {
        var refusal = new FilterTooBroad(remedy);
        refusal.initCause(cause);
        return refusal;
    }

    private static <T> Listed<T> listed(Readable row, Function<Readable, T> read) {
        var time =
                Optional.ofNullable(row.get("row_time", OffsetDateTime.class)).map(OffsetDateTime::toInstant);
        return new Listed<>(read.apply(row), new Position(time, Sql.column(row, "row_id", String.class)));
    }
}
