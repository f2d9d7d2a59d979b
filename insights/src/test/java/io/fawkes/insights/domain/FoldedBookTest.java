package io.fawkes.insights.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Policy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Work that is done elsewhere is done here when a test says so, so that anything may happen meanwhile. */
class FoldedBookTest {
    private static final SourceKey REPO = new SourceKey(SourceKey.GITHUB_SLUG, "octocat/shop");
    private static final ServiceFact SHOP = new ServiceFact(
            "services/shop", 1, "teams/shop", "tier-1", ZoneId.of("Europe/Berlin"), Set.of(REPO), Set.of("live"));
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<Runnable> work = new ArrayList<>();
    private final FoldedBook folded = new FoldedBook(Policy.USUAL, this::later);
    private final List<Reading> told = new ArrayList<>();

    FoldedBookTest() {
        tell(SHOP);
    }

    @Test
    void aServiceIsFoldedOnceHoweverManyAsk() {
        folded.foldNext(Instant.MIN).subscribe();
        ask();
        ask();
        assertEquals(1, work.size());
        finish();
        assertEquals(2, told.size());
        assertSame(
                told.getFirst().timelines().getFirst(),
                told.getLast().timelines().getFirst());
        ask();
        assertEquals(0, work.size(), "it is kept");
        assertFalse(folded.isStale());
    }

    @Test
    void whatCameWhileItWasFoldedIsInTheNextAnswer() {
        ask();
        tell(incident("one"));
        ask();
        assertEquals(2, work.size(), "what is under way does not have it");
        finish();
        assertEquals(List.of(1, 0), incidents());
        ask();
        assertEquals(List.of(1, 0, 1), incidents(), "the older of the two is not kept, whichever ended last");
    }

    @Test
    void anotherBookMakesWhatIsUnderWayOneOfThePast() {
        ask();
        FactBook complete = new FactBook();
        complete.apply(incident("one"));
        complete.apply(SHOP);
        folded.replace(complete);
        finish();
        assertTrue(folded.isStale());
        ask();
        finish();
        assertEquals(List.of(0, 1), incidents());
    }

    @Test
    void aServiceThatNobodyToldOfIsRefused() {
        ServiceId unknown = new ServiceId("till");
        assertThrows(InsightsException.UnknownService.class, () -> folded.reading(unknown, NOON, Instant.MIN));
    }

    private void ask() {
        folded.reading(SHOP.id(), NOON, Instant.MIN).subscribe(told::add);
    }

    private void tell(Fact fact) {
        folded.book().apply(fact);
        folded.outdateTouched();
    }

    private List<Integer> incidents() {
        return told.stream()
                .map(reading -> reading.timelines().getFirst().incidents().size())
                .toList();
    }

    /** The newest first, so that what began earlier ends later. */
    private void finish() {
        while (!work.isEmpty()) {
            work.removeLast().run();
        }
    }

    private Mono<FoldedBook.Folded> later(Callable<FoldedBook.Folded> task) {
        Sinks.One<Boolean> begin = Sinks.one();
        return Mono.defer(() -> {
            work.add(() -> begin.tryEmitValue(true).orThrow());
            return begin.asMono().flatMap(_ -> Mono.fromCallable(task));
        });
    }

    private static IncidentFact incident(String name) {
        return new IncidentFact("incidents/" + name, 1, REPO, NOON, null, false, null, "", "");
    }
}
