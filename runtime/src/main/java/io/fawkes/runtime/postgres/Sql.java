package io.fawkes.runtime.postgres;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Runs a bound statement; the three shapes an answer can have.
 *
 * <p>Nothing is sent before subscription. Results are read one after the other, as the protocol delivers them.
 */
public final class Sql {
    private Sql() {}

    /** Every row, in the order the statement gives. */
    public static <T> Flux<T> rows(Statement statement, Function<? super Readable, ? extends T> read) {
        return Flux.from(statement.execute()).concatMap(result -> result.map(read));
    }

    /** The only row, or empty; more than one is an {@link IndexOutOfBoundsException}. */
    public static <T> Mono<T> row(Statement statement, Function<? super Readable, ? extends T> read) {
        return Sql.<T>rows(statement, read).singleOrEmpty();
    }

    /** A column that is never null; read one that may be with {@link Readable#get(String, Class)}. */
    public static <T> T column(Readable row, String name, Class<T> type) {
        var value = row.get(name, type);
        if (value == null) {
            throw new IllegalStateException("column %s: null (expected: a value)".formatted(name));
        }
        return value;
    }

    /** How many rows the statement wrote. */
    public static Mono<Long> updated(Statement statement) {
        return Flux.from(statement.execute()).concatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
    }
}
