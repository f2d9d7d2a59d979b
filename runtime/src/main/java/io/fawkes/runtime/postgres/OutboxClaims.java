package io.fawkes.runtime.postgres;

import com.google.protobuf.ByteString;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The SQL of the outbox: who may send which message now, and what became of it. All times are the database's. */
final class OutboxClaims {
    private static final String EXPIRE = """
            with abandoned as (
                select id from runtime.outbox
                where %s and state = 'sending' and until <= clock_timestamp()
                limit 100
                for update skip locked)
            update runtime.outbox o
            set state = case when attempts >= $1 then 'dead' else 'unknown' end,
                unknowns = unknowns + 1,
                due_at = clock_timestamp(),
                last_error = 'worker ' || holder || ' was lost'
            from abandoned
            where o.id = abandoned.id
            """;

    private static final String CLAIM = """
            update runtime.outbox
            set state = 'sending', attempts = attempts + 1, epoch = epoch + 1, holder = $1,
                until = clock_timestamp() + $2 * interval '1 millisecond'
            where id = (
                select id from runtime.outbox
                where %s and state in ('ready', 'unknown') and due_at <= clock_timestamp()
                order by due_at
                limit 1
                for update skip locked)
            returning id, topic, key, payload, attempts, unknowns, epoch
            """;

    private final String worker;
    private final OutboxPolicy policy;

    OutboxClaims(String worker, OutboxPolicy policy) {
        this.worker = worker;
        this.policy = policy;
    }

    /** Marks what dead workers left behind; how many messages. */
    Mono<Long> expire(Connection transaction, String topic) {
        return Sql.updated(transaction
                .createStatement(EXPIRE.formatted("topic = $2"))
                .bind("$1", policy.maxAttempts())
                .bind("$2", topic));
    }

    /** Takes the message that is due longest; empty if none is. */
    Mono<OutboxMessage> claim(Connection transaction, String topic) {
        return Sql.row(
                transaction
                        .createStatement(CLAIM.formatted("topic = $3"))
                        .bind("$1", worker)
                        .bind("$2", policy.claimTerm().toMillis())
                        .bind("$3", topic),
                OutboxClaims::message);
    }

    /** Marks what dead workers left behind of a family of topics; how many messages. */
    Mono<Long> expireFamily(Connection transaction, String prefix) {
        return Sql.updated(transaction
                .createStatement(EXPIRE.formatted("topic like '" + prefix + "%'"))
                .bind("$1", policy.maxAttempts()));
    }

    /** Takes the message of a family of topics that is due longest and whose topic is not {@code closed}. */
    Mono<OutboxMessage> claimFamily(Connection transaction, String prefix, Set<String> closed) {
        return Sql.row(
                transaction
                        .createStatement(CLAIM.formatted("topic like '" + prefix + "%' and topic <> all($3::text[])"))
                        .bind("$1", worker)
                        .bind("$2", policy.claimTerm().toMillis())
                        .bind("$3", closed.toArray(String[]::new)),
                OutboxClaims::message);
    }

    /** Writes what became of an attempt; the new state, or empty if the claim had run out. */
    Mono<String> settle(Connection transaction, OutboxMessage message, Outcome outcome) {
        return Sql.row(
                transaction
                        .createStatement("""
                                update runtime.outbox
                                set state = case
                                        when $3 = 'DONE' then 'done'
                                        when attempts >= $5 or $3 = 'REFUSED' then 'dead'
                                        when $3 = 'UNKNOWN' then 'unknown'
                                        else 'ready' end,
                                    unknowns = unknowns + case when $3 = 'UNKNOWN' then 1 else 0 end,
                                    due_at = clock_timestamp() + interval '1 millisecond' * greatest($8::bigint,
                                        (0.5 + random() / 2)
                                        * least($7::bigint, $6::bigint * 2 ^ least(attempts - 1, 30))),
                                    settled_at = clock_timestamp(),
                                    last_error = nullif($4, '')
                                where id = $1 and epoch = $2 and state = 'sending'
                                returning state
                                """)
                        .bind("$1", message.id())
                        .bind("$2", message.epoch())
                        .bind("$3", outcome.kind().name())
                        .bind("$4", outcome.error())
                        .bind("$5", policy.maxAttempts())
                        .bind("$6", policy.firstBackoff().toMillis())
                        .bind("$7", policy.maxBackoff().toMillis())
                        .bind("$8", outcome.pause().toMillis()),
                row -> Sql.column(row, "state", String.class));
    }

    Mono<Long> forget(Connection connection, Duration age) {
        return Sql.updated(connection.createStatement("""
                        delete from runtime.outbox where id in (
                            select id from runtime.outbox
                            where state = 'done' and settled_at < clock_timestamp() - $1 * interval '1 millisecond'
                            limit 1000
                            for update skip locked)
                        """).bind("$1", age.toMillis()));
    }

    private static OutboxMessage message(Readable row) {
        return new OutboxMessage(
                Sql.column(row, "id", Long.class),
                Sql.column(row, "topic", String.class),
                Sql.column(row, "key", String.class),
                ByteString.copyFrom(Sql.column(row, "payload", ByteBuffer.class)),
                Sql.column(row, "attempts", Integer.class),
                Sql.column(row, "unknowns", Integer.class) > 0,
                Sql.column(row, "epoch", Long.class));
    }
}
