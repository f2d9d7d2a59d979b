package io.fawkes.runtime.postgres;

import com.google.protobuf.ByteString;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.pool.PoolBuilder;

/**
 * Effects outside of the database, promised inside a transaction and had at least once after it.
 *
 * <p>An attempt is committed as {@code sending} before its first byte. A worker that dies leaves it so; when its claim
 * runs out the message becomes {@code unknown}, is counted, and is sent again with the same key. Order is not promised.
 * Two workers never send one message at a time, unless one was paused between claim and first byte for a whole claim.
 */
public final class Outbox {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Database database;
    private final OutboxClaims claims;
    private final OutboxMetrics metrics;
    private final OutboxPolicy policy;
    private final Nudge nudge = new Nudge();
    private final Sinks.Empty<Boolean> stopped = Sinks.empty();
    private volatile boolean stopping;

    /**
     * The outbox of this service's database.
     *
     * @param worker who claims, for the eyes of an operator
     */
    public Outbox(Database database, String worker, OutboxPolicy policy, OutboxMetrics metrics) {
        this.database = database;
        this.claims = new OutboxClaims(worker, policy);
        this.metrics = metrics;
        this.policy = policy;
    }

    /**
     * Promises an effect as part of the caller's transaction.
     *
     * @param key idempotency key, unique in its topic for as long as the message is kept; promising it again changes nothing
     * @return whether it is new
     */
    public static Mono<Boolean> enqueue(Connection transaction, String topic, String key, ByteString payload) {
        return Sql.updated(transaction
                        .createStatement("""
                                insert into runtime.outbox (topic, key, payload) values ($1, $2, $3)
                                on conflict on constraint outbox_topic_key do nothing
                                """)
                        .bind("$1", topic)
                        .bind("$2", key)
                        .bind("$3", payload.asReadOnlyByteBuffer()))
                .map(inserted -> inserted == 1);
    }

    /**
     * Delivers the messages of {@code topic} until cancelled, {@code concurrency} at a time; survives an absent database.
     *
     * @param send has the effect and completes, or fails: with {@link DeliveryUnknown} or by taking too long when the
     *     effect may have been had, with anything else when it surely was not
     * @return completes after {@link #stop}; cancelling gives up sends under way, which become unknown
     */
    public Mono<Void> deliver(String topic, int concurrency, Function<OutboxMessage, Mono<Void>> send) {
        return Flux.range(0, concurrency)
                .flatMap(_ -> worker(topic, deliverNext(topic, send)), concurrency)
                .then();
    }

    /**
     * Delivers the messages of every topic that begins with {@code prefix}, as {@link #deliver} does, {@code concurrency}
     * at a time over all of them and of each as many as {@code gate} lets pass.
     *
     * @param prefix letters, digits, - and / only
     */
    public Mono<Void> deliverFamily(
            String prefix, int concurrency, TopicGate gate, Function<OutboxMessage, Mono<Void>> send) {
        if (!prefix.matches("[a-z0-9/-]+")) {
            throw new IllegalArgumentException("prefix of topics: " + prefix);
        }
        var turn = PoolBuilder.from(Mono.just(prefix)).sizeBetween(1, 1).buildPool();
        var next = turn.withPoolable(_ -> claimFamily(prefix, gate))
                .next()
                .flatMap(message -> attempt(message, send)
                        .doOnNext(outcome -> gate.ended(message.topic(), outcome.answered()))
                        .doOnCancel(() -> gate.ended(message.topic(), false))
                        .flatMap(outcome -> settle(message, outcome))
                        .thenReturn(true));
        return Flux.range(0, concurrency)
                .flatMap(_ -> worker(prefix, next), concurrency)
                .then();
    }

    /** Asked by one worker at a time, so that what {@code gate} lets pass is never passed by two at once. */
    private Mono<OutboxMessage> claimFamily(String prefix, TopicGate gate) {
        return Mono.defer(() -> stopping ? Mono.empty() : claimedOf(prefix, gate));
    }

    private Mono<OutboxMessage> claimedOf(String prefix, TopicGate gate) {
        return database.inTransaction(connection -> claims.expireFamily(connection, prefix))
                .doOnNext(expired -> metrics.unknown(prefix, expired))
                .then(Mono.defer(() -> {
                    var closed = gate.closed();
                    return database.inTransaction(connection -> claims.claimFamily(connection, prefix, closed));
                }))
                .doOnNext(message -> gate.begun(message.topic()));
    }

    /** Something was promised and committed: idle workers of this process look at once. Never blocks, never fails. */
    public void hint() {
        nudge.now();
    }

    /** Lets deliveries end once the sends under way are settled; nothing more is begun. Never blocks, never fails. */
    public void stop() {
        stopping = true;
        // Unlike a hint it is not missed by a worker that is about to pause.
        var _ = stopped.tryEmitEmpty();
    }

    /** Makes dead messages of {@code topics} with {@code keys} ready again, with fresh attempts, in the caller's transaction. */
    public static Mono<Long> revive(Connection transaction, List<String> topics, List<String> keys) {
        return Sql.updated(transaction
                .createStatement("""
                        update runtime.outbox o
                        set state = 'ready', attempts = 0, due_at = clock_timestamp()
                        from unnest($1::text[], $2::text[]) as dead(topic, key)
                        where o.topic = dead.topic and o.key = dead.key and o.state = 'dead'
                        """)
                .bind("$1", topics.toArray(String[]::new))
                .bind("$2", keys.toArray(String[]::new)));
    }

    /** Forgets messages delivered longer than {@code age} ago, at most 1,000; how many. */
    public Mono<Long> forget(Duration age) {
        return database.read(connection -> claims.forget(connection, age));
    }

    private Mono<Void> worker(String topic, Mono<Boolean> next) {
        return next.onErrorResume(failure -> outage(topic, failure))
                .defaultIfEmpty(false)
                .flatMap(delivered -> delivered ? Mono.empty() : pause())
                .repeat(() -> !stopping)
                .then();
    }

    private Mono<Boolean> pause() {
        return Mono.firstWithSignal(nudge.pause(policy.pollEvery()), stopped.asMono());
    }

    private Mono<Boolean> deliverNext(String topic, Function<OutboxMessage, Mono<Void>> send) {
        return claim(topic)
                .flatMap(message -> attempt(message, send)
                        .flatMap(outcome -> settle(message, outcome))
                        .thenReturn(true));
    }

    private Mono<OutboxMessage> claim(String topic) {
        return database.inTransaction(connection -> claims.expire(connection, topic))
                .doOnNext(expired -> metrics.unknown(topic, expired))
                .then(database.inTransaction(connection -> claims.claim(connection, topic)));
    }

    private Mono<Outcome> attempt(OutboxMessage message, Function<OutboxMessage, Mono<Void>> send) {
        return Mono.defer(() -> send.apply(message))
                .timeout(policy.sendTimeout())
                .thenReturn(Outcome.DONE)
                .onErrorResume(failure -> Mono.just(Outcome.of(failure)));
    }

    private Mono<Void> settle(OutboxMessage message, Outcome outcome) {
        return database.inTransaction(connection -> claims.settle(connection, message, outcome))
                .doOnNext(state -> metrics.settled(message.topic(), outcome, state))
                .then();
    }

    private static Mono<Boolean> outage(String topic, Throwable failure) {
        log.atWarn()
                .setMessage("outbox waits for its database")
                .addKeyValue("topic", topic)
                .setCause(failure)
                .log();
        return Mono.just(false);
    }
}
