package io.fawkes.runtime.postgres;

import com.google.protobuf.ByteString;
import io.r2dbc.spi.Connection;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
                .flatMap(_ -> worker(topic, send), concurrency)
                .then();
    }

    /** Something was promised and committed: idle workers of this process look at once. Never blocks, never fails. */
    public void hint() {
        nudge.now();
    }

    /** Lets deliveries end once the sends under way are settled; nothing more is begun. Never blocks, never fails. */
    public void stop() {
        stopping = true;
        hint();
    }

    /** Forgets messages delivered longer than {@code age} ago, at most 1,000; how many. */
    public Mono<Long> forget(Duration age) {
        return database.read(connection -> claims.forget(connection, age));
    }

    private Mono<Void> worker(String topic, Function<OutboxMessage, Mono<Void>> send) {
        return deliverNext(topic, send)
                .onErrorResume(failure -> outage(topic, failure))
                .defaultIfEmpty(false)
                .flatMap(delivered -> delivered ? Mono.empty() : nudge.pause(policy.pollEvery()))
                .repeat(() -> !stopping)
                .then();
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
