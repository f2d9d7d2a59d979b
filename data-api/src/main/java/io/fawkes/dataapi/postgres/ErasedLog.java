package io.fawkes.dataapi.postgres;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.people.Pseudonym;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Rows of the log, each at its place: whoever reads the log from its beginning never meets the person. */
final class ErasedLog implements ErasureStep {

    private record Row(
            int generation, long xid, long seq, @Nullable Mentioning content) {

        static Row of(Readable row) {
            return new Row(
                    Sql.column(row, "generation", Integer.class),
                    Sql.column(row, "xid", Long.class),
                    Sql.column(row, "seq", Long.class),
                    Sql.column(row, "mentioned", Boolean.class) ? Mentioning.of(row) : null);
        }

        List<String> place() {
            return List.of(Integer.toString(generation), Long.toUnsignedString(xid), Long.toString(seq));
        }
    }

    private record Mentioning(FactKey key, FactKind kind, long version, Bytes message, Bytes provenance) {

        static Mentioning of(Readable row) {
            return new Mentioning(
                    new FactKey(Sql.column(row, "source", String.class), Sql.column(row, "source_id", String.class)),
                    FactKind.ofCode(Sql.column(row, "kind", Short.class)),
                    Sql.column(row, "version", Long.class),
                    Bytes.of(Sql.column(row, "message", byte[].class)),
                    Bytes.of(Sql.column(row, "provenance", byte[].class)));
        }

        Optional<Bytes> without(Pseudonym pseudonym) {
            var received = FactMessages.parse(message).getReceiveTime();
            var receivedAt = Instant.ofEpochSecond(received.getSeconds(), received.getNanos());
            return pseudonym
                    .inHistory(FactMessages.state(key, kind, version, message.array(), provenance.array()))
                    .map(state -> Bytes.of(FactMessages.fact(state, receivedAt).toByteArray()));
        }
    }

    private record Rewritten(Row row, Bytes message) {}

    @Override
    public Mono<Page> page(Connection transaction, Wanted wanted, List<String> position) {
        return Sql.rows(read(transaction, wanted, position), Row::of)
                .collectList()
                .flatMap(rows -> rows.isEmpty() ? Mono.just(Page.NONE) : rewritten(transaction, wanted, rows));
    }

    private static Statement read(Connection transaction, Wanted wanted, List<String> position) {
        boolean begins = position.isEmpty();
        return transaction
                .createStatement("""
                        select generation, xid::text::bigint as xid, seq, kind, source, source_id, version, message, provenance,
                               mentions(message, $5) and ($4 = '' or source = $4) as mentioned
                        from fact_log
                        where (generation, xid, seq) > ($1, $2::text::xid8, $3)
                        order by generation, xid, seq limit $6
                        """)
                .bind("$1", begins ? 0 : Integer.parseInt(position.getFirst()))
                .bind("$2", begins ? "0" : position.get(1))
                .bind("$3", begins ? 0L : Long.parseLong(position.getLast()))
                .bind("$4", wanted.person().source())
                .bind("$5", wanted.person().login())
                .bind("$6", FactBatches.LARGEST);
    }

    private static Mono<Page> rewritten(Connection transaction, Wanted wanted, List<Row> rows) {
        Pseudonym pseudonym = wanted.pseudonym();
        List<Rewritten> changed = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.content())
                        .flatMap(content -> content.without(pseudonym))
                        .map(message -> new Rewritten(row, message))
                        .stream())
                .toList();
        var page = new Page(rows.getLast().place(), changed.size());
        return changed.isEmpty()
                ? Mono.just(page)
                : written(transaction, changed).thenReturn(page);
    }

    private static Mono<Long> written(Connection transaction, List<Rewritten> changed) {
        Statement statement = transaction
                .createStatement("""
                        update fact_log l
                        set message = substring($4::bytea from c.start for c.length)
                        from unnest($1::int[], $2::text[], $3::bigint[], $5::int[], $6::int[])
                          as c (generation, xid, seq, start, length)
                        where l.generation = c.generation and l.xid = c.xid::xid8 and l.seq = c.seq
                        """)
                .bind("$1", column(changed, Row::generation, Integer[]::new))
                .bind("$2", column(changed, row -> Long.toUnsignedString(row.xid()), String[]::new))
                .bind("$3", column(changed, Row::seq, Long[]::new));
        Packed.of(changed.stream().map(rewritten -> rewritten.message().array()).toList())
                .bind(statement, "$4", "$5", "$6");
        return Sql.updated(statement);
    }

    private static <T> T[] column(List<Rewritten> rows, Function<Row, T> value, IntFunction<T[]> array) {
        return rows.stream().map(Rewritten::row).map(value).toArray(array);
    }
}
