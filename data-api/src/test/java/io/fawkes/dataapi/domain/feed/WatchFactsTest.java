package io.fawkes.dataapi.domain.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.dataapi.domain.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class WatchFactsTest {

    @Test
    void readsOnWithoutAPauseWhileThereIsMore() {
        var log = new CountedLog(2_300);

        StepVerifier.withVirtualTime(() -> new WatchFacts(log).from(FeedCursor.BEGINNING))
                .expectSubscription()
                .expectNextMatches(page -> page.isFull())
                .expectNextCount(4)
                .expectNoEvent(Duration.ofMillis(15))
                .thenCancel()
                .verify();

        assertEquals(List.of(0L, 2_000L), log.looks());
    }

    @Test
    void oneLookIsTakenAheadWhileThePagesOfTheLastAreNotTaken() {
        var log = new CountedLog(100_000);

        StepVerifier.withVirtualTime(() -> new WatchFacts(log).from(FeedCursor.BEGINNING), 1)
                .expectNextCount(1)
                .then(() -> assertEquals(List.of(0L, 2_000L), log.looks()))
                .thenRequest(2)
                .expectNextCount(2)
                .then(() -> assertEquals(List.of(0L, 2_000L), log.looks()))
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertEquals(List.of(0L, 2_000L, 4_000L), log.looks()))
                .thenCancel()
                .verify();
    }

    @Test
    void manyHintsAreOneLook() {
        var log = new CountedLog(10);

        StepVerifier.withVirtualTime(() -> new WatchFacts(log).from(FeedCursor.BEGINNING))
                .expectNextCount(1)
                .then(() -> Flux.range(0, 50).subscribe(n -> log.hint()))
                .expectNoEvent(Duration.ofMillis(19))
                .thenAwait(Duration.ofMillis(1))
                .expectNextCount(1)
                .thenAwait(Duration.ofMillis(100))
                .thenCancel()
                .verify();

        assertEquals(List.of(0L, 10L), log.looks());
    }

    @Test
    void aHintAfterAPauseIsFollowedAtOnce() {
        var log = new CountedLog(10);

        StepVerifier.withVirtualTime(() -> new WatchFacts(log).from(FeedCursor.BEGINNING))
                .expectNextCount(1)
                .thenAwait(Duration.ofMillis(100))
                .then(log::hint)
                .expectNextCount(1)
                .thenCancel()
                .verify();

        assertEquals(2, log.looks().size());
    }

    @Test
    void anIdleFeedLooksEachSecond() {
        var log = new CountedLog(0);

        StepVerifier.withVirtualTime(
                        () -> new WatchFacts(log).from(FeedCursor.BEGINNING).take(4))
                .expectNextCount(1)
                .thenAwait(Duration.ofSeconds(3))
                .expectNextCount(3)
                .verifyComplete();
    }

    /** A log of so many facts, which remembers from where it was read. */
    private static final class CountedLog implements FactLog {

        private static final int PAGES = 4;

        private final Sinks.Many<Long> hints = Sinks.many().multicast().directBestEffort();
        private final List<Long> looks = Collections.synchronizedList(new ArrayList<>());
        private final long facts;

        CountedLog(long facts) {
            this.facts = facts;
        }

        List<Long> looks() {
            return List.copyOf(looks);
        }

        void hint() {
            hints.tryEmitNext(1L);
        }

        @Override
        public Mono<List<FeedPage>> look(FeedCursor cursor, FeedFilter filter) {
            return Mono.defer(() -> {
                looks.add(cursor.seq());
                List<FeedPage> pages = new ArrayList<>();
                long from = cursor.seq();
                do {
                    long to = Math.min(facts, from + FeedPage.LARGEST);
                    pages.add(page(from, to));
                    from = to;
                } while (pages.size() < PAGES && pages.getLast().isFull() && from < facts);
                return Mono.just(pages);
            });
        }

        private FeedPage page(long from, long to) {
            return new FeedPage(
                    Collections.nCopies((int) (to - from), Bytes.of(new byte[0])),
                    new FeedCursor(1, 1, 1, to),
                    to == facts,
                    Instant.EPOCH);
        }

        @Override
        public Flux<Long> hints() {
            return hints.asFlux();
        }
    }
}
