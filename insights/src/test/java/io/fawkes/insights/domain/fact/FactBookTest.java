package io.fawkes.insights.domain.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactBookTest {
    private static final SourceKey SHOP = new SourceKey(SourceKey.GITHUB_SLUG, "Octocat/Shop");
    private static final SourceKey TILL = new SourceKey("argocd/app-name", "till");
    private final FactBook book = new FactBook();

    @Test
    void theHighestVersionOfANameWinsWhateverComesLast() {
        assertTrue(book.apply(incident(2, SHOP, "newer")));
        assertFalse(book.apply(incident(1, SHOP, "older")));
        book.apply(service("shop", 1, SHOP));

        assertEquals(List.of("newer"), titles("shop"));
    }

    @Test
    void aClaimTakesInWhatCameBeforeIt() {
        book.apply(incident(1, SHOP, "early"));
        assertEquals(List.of(SHOP), book.unclaimed().toList());
        book.apply(service("shop", 1, new SourceKey(SourceKey.GITHUB_SLUG, "octocat/SHOP")));

        assertEquals(List.of("early"), titles("shop"));
        assertEquals(List.of(), book.unclaimed().toList());
        assertEquals(Set.of(new ServiceId("shop")), book.takeTouched());
    }

    @Test
    void otherKeysCompareWithCase() {
        book.apply(incident(1, TILL, "one"));
        book.apply(service("till", 1, new SourceKey("argocd/app-name", "TILL")));

        assertEquals(List.of(), titles("till"));
    }

    @Test
    void aClaimThatMovesTakesItsFactsAlongAndTouchesBoth() {
        book.apply(incident(1, SHOP, "one"));
        book.apply(service("old", 1, SHOP));
        book.takeTouched();
        book.apply(service("old", 2));
        book.apply(service("new", 1, SHOP));

        assertEquals(List.of(), titles("old"));
        assertEquals(List.of("one"), titles("new"));
        assertEquals(Set.of(new ServiceId("old"), new ServiceId("new")), book.takeTouched());
    }

    @Test
    void aFactThatChangesItsSourceLeavesTheOldService() {
        book.apply(service("shop", 1, SHOP));
        book.apply(service("till", 1, TILL));
        book.apply(incident(1, SHOP, "one"));
        book.takeTouched();
        book.apply(incident(2, TILL, "moved"));

        assertEquals(List.of(), titles("shop"));
        assertEquals(List.of("moved"), titles("till"));
        assertEquals(Set.of(new ServiceId("shop"), new ServiceId("till")), book.takeTouched());
    }

    @Test
    void aFactThatIsNoNewsTouchesNothing() {
        book.apply(service("shop", 1, SHOP));
        book.apply(incident(1, SHOP, "one"));
        book.takeTouched();
        book.apply(incident(1, SHOP, "one"));

        assertEquals(Set.of(), book.takeTouched());
    }

    private List<String> titles(String service) {
        return book.facts(new ServiceId(service)).orElseThrow().read().incidents().stream()
                .map(IncidentFact::title)
                .toList();
    }

    private static ServiceFact service(String id, long version, SourceKey... keys) {
        return new ServiceFact("services/" + id, version, "", "", ZoneId.of("UTC"), Set.of(keys), Set.of());
    }

    private static IncidentFact incident(long version, SourceKey key, String title) {
        return new IncidentFact("incidents/1", version, key, Instant.EPOCH, null, false, null, title, "");
    }
}
