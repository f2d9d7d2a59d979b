package io.fawkes.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ExtendWith(PostgresExtension.class)
final class OutboxContractIT {
    private static final Duration GENEROUS = Duration.ofSeconds(40);
    private static final OutboxPolicy PATIENT = new OutboxPolicy(
            3, Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMinutes(5), Duration.ofMillis(20));
    private static final OutboxPolicy HASTY = new OutboxPolicy(
            3, Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMillis(300), Duration.ofMillis(20));

    private final Database database;
    private final ConcurrentLinkedQueue<OutboxMessage> sent = new ConcurrentLinkedQueue<>();

    OutboxContractIT(@Migrated("sample") TestDatabase fresh) {
        Migrations.ofRuntime(fresh.config()).run().block();
        this.database = Database.open(fresh.config(), OpenTelemetry.noop());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void deliversWhatWasCommitted() {
        enqueue("a");

        deliverUntil("done = 1", PATIENT, this::accept);

        var message = sent.element();
        assertEquals("a", message.key());
        assertEquals("payload of a", message.payload().toStringUtf8());
        assertEquals(1, message.attempt());
        assertEquals(false, message.repeated());
    }

    @Test
    void neverDeliversWhatWasRolledBack() {
        var failing = database.inTransaction(connection -> Outbox.enqueue(connection, "mail", "a", ByteString.EMPTY)
                .then(Mono.<Long>error(new IllegalStateException("no"))));
        StepVerifier.create(failing).expectError(IllegalStateException.class).verify(GENEROUS);
        enqueue("b");

        deliverUntil("done = 1", PATIENT, this::accept);

        assertEquals(List.of("b"), keys());
    }

    @Test
    void keepsAKeyOnlyOnce() {
        assertEquals(true, enqueue("a"));
        assertEquals(false, enqueue("a"));

        deliverUntil("done = 1", PATIENT, this::accept);

        assertEquals(List.of("a"), keys());
    }

    @Test
    void commitsSendingBeforeTheFirstByte() {
        enqueue("a");
        var seen = new ConcurrentLinkedQueue<Boolean>();

        deliverUntil(
                "done = 1",
                PATIENT,
                _ -> holds("sending = 1").doOnNext(seen::add).then());

        assertEquals(List.of(true), List.copyOf(seen));
    }

    @Test
    void sendsAgainWithTheSameKeyWhenAWorkerDiedAndCountsItUnknown() {
        enqueue("a");
        var dying = outbox(HASTY).deliver("mail", 1, message -> accept(message).then(Mono.never()));
        cancelOnceSent(dying);
        assertEquals(true, holds("sending = 1 and unknowns = 0").block(GENEROUS));

        deliverUntil("done = 1 and unknowns = 1", HASTY, this::accept);

        assertEquals(List.of("a", "a"), keys());
        assertEquals(
                List.of(false, true), sent.stream().map(OutboxMessage::repeated).toList());
    }

    @Test
    void isUnknownWhenTheSenderSaysSoAndIsSentAgain() {
        enqueue("a");

        deliverUntil(
                "done = 1 and unknowns = 1",
                PATIENT,
                message -> accept(message)
                        .then(
                                message.repeated()
                                        ? Mono.empty()
                                        : Mono.error(new DeliveryUnknown("cut off", new Exception()))));

        assertEquals(List.of("a", "a"), keys());
    }

    @Test
    void isUnknownWhenTheSenderTakesTooLong() {
        enqueue("a");

        deliverUntil(
                "done = 1 and unknowns = 1",
                HASTY,
                message -> accept(message).then(message.repeated() ? Mono.empty() : Mono.never()));

        assertEquals(List.of("a", "a"), keys());
    }

    @Test
    void retriesAKnownFailureWithoutCallingItUnknown() {
        enqueue("a");

        deliverUntil(
                "done = 1 and unknowns = 0",
                PATIENT,
                message -> accept(message)
                        .then(message.attempt() < 3 ? Mono.error(new IllegalStateException("busy")) : Mono.empty()));

        assertEquals(List.of(1, 2, 3), sent.stream().map(OutboxMessage::attempt).toList());
    }

    @Test
    void buriesAPoisonousMessageAndDeliversTheOthers() {
        enqueue("poison");
        for (var i = 0; i < 20; i++) {
            enqueue("good " + i);
        }

        deliverUntil("done = 20 and dead = 1", PATIENT, message -> {
            sent.add(message);
            if ("poison".equals(message.key())) {
                throw new IllegalStateException("cannot be read");
            }
            return Mono.empty();
        });

        assertEquals(3, keys().stream().filter("poison"::equals).count());
    }

    @Test
    void neverSendsOneMessageFromTwoWorkersAtATime() {
        for (var i = 0; i < 100; i++) {
            enqueue("message " + i);
        }
        var underWay = ConcurrentHashMap.<String>newKeySet();
        var collisions = new AtomicInteger();

        var two = Flux.merge(
                outbox(PATIENT).deliver("mail", 4, message -> exclusively(message, underWay, collisions)),
                outbox(PATIENT).deliver("mail", 4, message -> exclusively(message, underWay, collisions)));
        until("done = 100", two.then());

        assertEquals(0, collisions.get());
        assertEquals(100, sent.size());
    }

    @Test
    void aTopicThatIsClosedTakesNoWorkerFromItsFamily() {
        for (var i = 0; i < 5; i++) {
            promise("tell/slow", "slow " + i);
        }
        promise("tell/quick", "quick");
        var gate = new OneOfEach();

        until(
                "done = 1 and sending = 1 and ready = 4",
                outbox(PATIENT)
                        .deliverFamily(
                                "tell/",
                                2,
                                gate,
                                message -> accept(message)
                                        .then("tell/slow".equals(message.topic()) ? Mono.never() : Mono.empty())));

        assertEquals(2, sent.size());
    }

    @Test
    void aRefusedMessageIsDeadAtOnceAndMayBeRevived() {
        enqueue("a");
        deliverUntil("dead = 1", PATIENT, _ -> Mono.error(() -> new DeliveryRefused("400")));

        assertEquals(
                1,
                database.inTransaction(connection -> Outbox.revive(connection, List.of("mail"), List.of("a")))
                        .block(GENEROUS));
        deliverUntil("done = 1", PATIENT, this::accept);

        assertEquals(List.of("a"), keys());
    }

    @Test
    void comesAgainNoEarlierThanTheReceiverAsked() {
        enqueue("a");

        deliverUntil(
                "ready = 1 and postponed = 1",
                PATIENT,
                message -> accept(message).then(Mono.error(() -> new DeliveryPostponed("429", Duration.ofMinutes(5)))));

        assertEquals(1, sent.size());
    }

    /** Lets one message of each topic pass at a time. */
    private static final class OneOfEach implements TopicGate {
        private final Set<String> underWay = ConcurrentHashMap.newKeySet();

        @Override
        public Set<String> closed() {
            return Set.copyOf(underWay);
        }

        @Override
        public void begun(String topic) {
            underWay.add(topic);
        }

        @Override
        public void ended(String topic, boolean answered) {
            underWay.remove(topic);
        }
    }

    private void promise(String topic, String key) {
        database.inTransaction(connection -> Outbox.enqueue(connection, topic, key, ByteString.EMPTY))
                .block(GENEROUS);
    }

    @Test
    void leavesOtherTopicsAlone() {
        enqueue("a");
        database.inTransaction(connection -> Outbox.enqueue(connection, "chat", "b", ByteString.EMPTY))
                .block(GENEROUS);

        deliverUntil("done = 1 and ready = 1", PATIENT, this::accept);

        assertEquals(List.of("a"), keys());
    }

    @Test
    void forgetsOnlyWhatWasDelivered() {
        enqueue("a");
        deliverUntil("done = 1", PATIENT, this::accept);
        enqueue("b");

        assertEquals(0, outbox(PATIENT).forget(Duration.ofHours(1)).block(GENEROUS));
        assertEquals(1, outbox(PATIENT).forget(Duration.ZERO).block(GENEROUS));
        assertEquals(true, holds("done = 0 and ready = 1").block(GENEROUS));
    }

    private Boolean enqueue(String key) {
        return database.inTransaction(connection ->
                        Outbox.enqueue(connection, "mail", key, ByteString.copyFromUtf8("payload of " + key)))
                .blockOptional(GENEROUS)
                .orElseThrow();
    }

    private Outbox outbox(OutboxPolicy policy) {
        return new Outbox(database, "worker", policy, new OutboxMetrics(OpenTelemetry.noop()));
    }

    private Mono<Void> accept(OutboxMessage message) {
        return Mono.fromRunnable(() -> sent.add(message));
    }

    private Mono<Void> exclusively(OutboxMessage message, Set<String> underWay, AtomicInteger collisions) {
        sent.add(message);
        if (!underWay.add(message.key())) {
            collisions.incrementAndGet();
        }
        return Mono.delay(Duration.ofMillis(10))
                .doOnNext(_ -> underWay.remove(message.key()))
                .then();
    }

    private List<String> keys() {
        return sent.stream().map(OutboxMessage::key).toList();
    }

    private void deliverUntil(String condition, OutboxPolicy policy, Function<OutboxMessage, Mono<Void>> send) {
        until(condition, outbox(policy).deliver("mail", 2, send));
    }

    private void until(String condition, Mono<Void> delivery) {
        var met = holds(condition)
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)));
        assertEquals(true, Flux.firstWithSignal(met, delivery.thenReturn(false)).blockFirst(GENEROUS));
    }

    private void cancelOnceSent(Mono<Void> delivery) {
        var arrived = Mono.fromSupplier(sent::size)
                .filter(size -> size == 1)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(10)));
        Flux.firstWithSignal(arrived, delivery.thenReturn(0)).blockFirst(GENEROUS);
    }

    private Mono<Boolean> holds(String condition) {
        return database.read(connection -> Sql.row(
                connection.createStatement("""
                        select %s as holds from (
                            select count(*) filter (where state = 'done') as done,
                                   count(*) filter (where state = 'dead') as dead,
                                   count(*) filter (where state = 'ready') as ready,
                                   count(*) filter (where state = 'sending') as sending,
                                   count(*) filter (where due_at > clock_timestamp() + interval '4 minutes') as postponed,
                                   coalesce(sum(unknowns), 0) as unknowns
                            from runtime.outbox) counts
                        """.formatted(condition)), row -> Sql.column(row, "holds", Boolean.class)));
    }
}
