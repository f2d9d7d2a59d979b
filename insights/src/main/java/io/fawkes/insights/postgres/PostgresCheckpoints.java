package io.fawkes.insights.postgres;

import io.fawkes.insights.domain.checkpoint.Block;
import io.fawkes.insights.domain.checkpoint.Checkpoint;
import io.fawkes.insights.domain.checkpoint.CheckpointStore;
import io.fawkes.insights.domain.checkpoint.Checksum;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.postgres.Sql;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checkpoints as rows; a block of at most some 256 KiB is one. Every transaction begins with the fence of the lease. */
final class PostgresCheckpoints implements CheckpointStore {
    private static final String LEASE = "checkpoint";
    private static final Duration TERM = Duration.ofSeconds(30);
    /** Some 2 MiB a transaction, far below a second. */
    private static final int BLOCKS_PER_TRANSACTION = 8;
    /** Blocks that one statement reads. */
    private static final int BLOCKS_PER_READ = 16;

    private static final int REMOVED_PER_TRANSACTION = 200;
    private static final int KEPT = 2;

    private final Database database;
    private final Leases leases;

    PostgresCheckpoints(Database database, String holder) {
        this.database = database;
        this.leases = new Leases(database, holder);
    }

    @Override
    public Mono<Checkpoint> newest() {
        return database.read(connection -> Sql.row(
                connection.createStatement("""
                                select id, cursor, watermark, blocks, checksum
                                from checkpoint
                                where complete_time is not null and format = $1
                                order by id desc
                                limit 1
                                """).bind("$1", Checkpoint.FORMAT), PostgresCheckpoints::checkpoint));
    }

    @Override
    public Flux<Block> blocks(Checkpoint checkpoint) {
        return Flux.range(0, Math.ceilDiv(checkpoint.blocks(), BLOCKS_PER_READ))
                .concatMap(page -> page(checkpoint.id(), page * BLOCKS_PER_READ), 1);
    }

    private Flux<Block> page(long checkpoint, int from) {
        return database.readMany(connection -> Sql.rows(
                connection
                        .createStatement("""
                                select source_key, source_value, rows
                                from checkpoint_block
                                where checkpoint = $1 and number >= $2 and number < $3
                                order by number
                                """)
                        .bind("$1", checkpoint)
                        .bind("$2", from)
                        .bind("$3", from + BLOCKS_PER_READ),
                PostgresCheckpoints::block));
    }

    @Override
    public <T> Flux<T> hold(Function<Turn, ? extends Publisher<T>> work) {
        return leases.hold(LEASE, TERM, lease -> work.apply(new LeasedTurn(lease)));
    }

    private static Checkpoint checkpoint(Readable row) {
        return new Checkpoint(
                Sql.column(row, "id", Long.class),
                Sql.column(row, "cursor", String.class),
                Sql.column(row, "watermark", OffsetDateTime.class).toInstant(),
                Sql.column(row, "blocks", Integer.class),
                Sql.column(row, "checksum", Long.class));
    }

    private static Block block(Readable row) {
        String key = Sql.column(row, "source_key", String.class);
        return new Block(
                key.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new SourceKey(key, Sql.column(row, "source_value", String.class))),
                Sql.column(row, "rows", byte[].class));
    }

    private final class LeasedTurn implements Turn {
        private final Lease lease;

        LeasedTurn(Lease lease) {
            this.lease = lease;
        }

        @Override
        public Mono<Checkpoint> write(String cursor, Instant watermark, Flux<Block> blocks) {
            return fenced(transaction -> begun(transaction, cursor, watermark)).flatMap(id -> {
                var sum = new Checksum();
                return blocks.buffer(BLOCKS_PER_TRANSACTION)
                        .concatMap(some -> fenced(transaction -> kept(transaction, id, some, sum)), 1)
                        .then(Mono.defer(
                                () -> completed(new Checkpoint(id, cursor, watermark, sum.blocks(), sum.value()))));
            });
        }

        private Mono<Checkpoint> completed(Checkpoint checkpoint) {
            return fenced(transaction -> Sql.updated(transaction
                            .createStatement("""
                                    update checkpoint
                                    set blocks = $2, checksum = $3, complete_time = clock_timestamp()
                                    where id = $1
                                    """)
                            .bind("$1", checkpoint.id())
                            .bind("$2", checkpoint.blocks())
                            .bind("$3", checkpoint.checksum())))
                    .then(removed().repeat().takeUntil(rows -> rows == 0).then())
                    .thenReturn(checkpoint);
        }

        /** Removes some blocks of what nobody reads any more, and what has none left; tells how many. */
        private Mono<Long> removed() {
            return fenced(transaction -> Sql.updated(
                            transaction.createStatement("""
                                    delete from checkpoint_block
                                    where (checkpoint, number) in (
                                      select b.checkpoint, b.number
                                      from checkpoint_block b
                                      where b.checkpoint not in (
                                        select id from checkpoint where complete_time is not null order by id desc limit $1)
                                      limit $2)
                                    """).bind("$1", KEPT).bind("$2", REMOVED_PER_TRANSACTION))
                    .flatMap(rows -> rows > 0
                            ? Mono.just(rows)
                            : Sql.updated(transaction.createStatement("""
                                            delete from checkpoint c
                                            where not exists (select from checkpoint_block b where b.checkpoint = c.id)
                                            """)).thenReturn(0L)));
        }

        private <T> Mono<T> fenced(Function<Connection, Mono<T>> work) {
            return database.inTransaction(
                    transaction -> Leases.fence(transaction, lease).then(Mono.defer(() -> work.apply(transaction))));
        }

        private static Mono<Long> begun(Connection transaction, String cursor, Instant watermark) {
            return Sql.row(
                    transaction
                            .createStatement("""
                                    insert into checkpoint (format, cursor, watermark) values ($1, $2, $3) returning id
                                    """)
                            .bind("$1", Checkpoint.FORMAT)
                            .bind("$2", cursor)
                            .bind("$3", watermark.atOffset(ZoneOffset.UTC)),
                    row -> Sql.column(row, "id", Long.class));
        }

        private static Mono<Void> kept(Connection transaction, long checkpoint, List<Block> blocks, Checksum sum) {
            return Flux.fromIterable(blocks)
                    .concatMap(block -> {
                        int number = sum.blocks();
                        sum.add(block);
                        return Sql.updated(transaction
                                .createStatement("""
                                        insert into checkpoint_block (checkpoint, number, source_key, source_value, rows)
                                        values ($1, $2, $3, $4, $5)
                                        """)
                                .bind("$1", checkpoint)
                                .bind("$2", number)
                                .bind("$3", block.source().map(SourceKey::key).orElse(""))
                                .bind("$4", block.source().map(SourceKey::value).orElse(""))
                                .bind("$5", block.rows()));
                    })
                    .then();
        }
    }
}
