package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.domain.DataApiException.FilterTooBroad;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.filter.ListQuery.Position;
import io.fawkes.dataapi.domain.filter.Order;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
        return limited(transaction -> Sql.rows(statement(transaction, table, query), row -> listed(row, read)));
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

    static Statement statement(Connection connection, ListedTable table, ListQuery query) {
        var filter = new FilterSql(table);
        return filter.bind(connection.createStatement(sql(table, query, filter)));
    }

    private static String sql(ListedTable table, ListQuery query, FilterSql filter) {
        Optional<String> time = time(table, query.order());
        String direction = query.order().descending() ? " desc" : "";
        return "select " + table.columns()
                + ", " + time.map(sql -> "nullif(" + sql + ", 'infinity')").orElse("null::timestamptz") + " as row_time"
                + ", " + table.id() + "::text as row_id from " + table.from()
                + " where " + filter.sql(query.condition())
                + query.after()
                        .map(position -> " and " + after(table, query.order(), position, filter))
                        .orElse("")
                + query.teams()
                        .flatMap(teams -> table.team()
                                .map(team ->
                                        " and " + team + " = any(" + filter.bound(teams.toArray(String[]::new)) + ")"))
                        .orElse("")
                + " order by " + time.map(sql -> sql + direction + ", ").orElse("") + table.id() + direction
                + " limit " + query.limit();
    }

    private static Optional<String> time(ListedTable table, Order order) {
        return Optional.ofNullable(table.times().get(order.path()));
    }

    private static String after(ListedTable table, Order order, Position position, FilterSql filter) {
        String comparison = order.descending() ? " < " : " > ";
        String id = filter.bound(position.id()) + "::text::" + table.idType();
        return time(table, order)
                .map(sql -> "(" + sql + ", " + table.id() + ")" + comparison + "(" + instant(position, filter) + ", "
                        + id + ")")
                .orElseGet(() -> table.id() + comparison + id);
    }

    private static String instant(Position position, FilterSql filter) {
        return position.time()
                .map(time -> filter.bound(time.atOffset(ZoneOffset.UTC)))
                .orElse("'infinity'::timestamptz");
    }
}
