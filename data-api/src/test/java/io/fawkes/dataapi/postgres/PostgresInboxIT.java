package io.fawkes.dataapi.postgres;

import static io.fawkes.dataapi.postgres.StorageFixture.delivery;
import static io.fawkes.dataapi.postgres.StorageFixture.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.InboxListing;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

@ExtendWith(PostgresExtension.class)
class PostgresInboxIT {

    private PostgresStorage storage;
    private Inbox inbox;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase database) {
        storage = StorageFixture.open(database);
        inbox = storage.inbox();
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void keepsADeliveryAndItsFactsTogether() {
        Delivery kept = Await.value(inbox.keep(delivery(), List.of(deployment("1", 5))));

        assertEquals(Outcome.ACCEPTED, kept.outcome());
        assertEquals(1, kept.facts().size());
        assertEquals(kept, Await.value(inbox.find(kept.id())));
        assertEquals(1, feed().size());
    }

    @Test
    void whatIsKnownAlreadyIsADuplicateAndAddsNothingToTheLog() {
        Await.value(inbox.keep(delivery(), List.of(deployment("1", 5))));

        Delivery again = Await.value(inbox.keep(delivery(), List.of(deployment("1", 5))));

        assertEquals(Outcome.DUPLICATE, again.outcome());
        assertEquals(List.of(), again.facts());
        assertEquals(1, feed().size());
    }

    @Test
    void aDeliveryWithoutFactsIsADuplicateIfItsIdCameBefore() {
        Delivery first = Await.value(inbox.keep(delivery(), List.of()));
        Delivery template = delivery();
        Delivery redelivered = new Delivery(
                template.id(),
                first.source(),
                first.event(),
                first.sourceDeliveryId(),
                template.receivedAt(),
                Outcome.ACCEPTED,
                Optional.empty(),
                "",
                List.of(),
                first.headers(),
                first.body(),
                first.size());

        assertEquals(Outcome.ACCEPTED, first.outcome());
        assertEquals(
                Outcome.DUPLICATE,
                Await.value(inbox.keep(redelivered, List.of())).outcome());
    }

    @Test
    void aRejectedDeliveryIsKeptWithItsReason() {
        Delivery template = delivery();
        Delivery rejected = new Delivery(
                template.id(),
                "github",
                "deployment",
                "",
                template.receivedAt(),
                Outcome.REJECTED,
                Optional.of(new Rejection(Rejection.Reason.BODY_MALFORMED, "body: not JSON \0 at all")),
                "",
                List.of(),
                template.headers(),
                template.body(),
                3);

        Await.value(inbox.keep(rejected, List.of()));

        Delivery found = Await.value(inbox.find(rejected.id()));
        assertEquals(Outcome.REJECTED, found.outcome());
        assertEquals(
                Rejection.Reason.BODY_MALFORMED, found.rejection().orElseThrow().reason());
        assertEquals(0, feed().size());
    }

    @Test
    void aDeliveryOfManyFactsIsKeptWholeInSmallTransactions() {
        List<Revision> many =
                IntStream.range(0, 701).mapToObj(i -> deployment("m" + i, 1)).toList();

        Delivery kept = Await.value(inbox.keep(delivery(), many));

        assertEquals(701, kept.facts().size());
        assertEquals(701, feed().size());
    }

    @Test
    void fiftyAtOnceOfTheSameFactsMergeToOneFactEach() {
        List<Revision> revisions = List.of(deployment("2", 1), deployment("1", 1), deployment("3", 1));

        List<Delivery> kept =
                Await.values(Flux.range(0, 50).flatMap(_ -> inbox.keep(delivery(), shuffled(revisions)), 10));

        assertEquals(
                1, kept.stream().filter(k -> k.outcome() == Outcome.ACCEPTED).count());
        assertEquals(3, feed().size());
    }

    private static List<Revision> shuffled(List<Revision> revisions) {
        var copy = new java.util.ArrayList<>(revisions);
        java.util.Collections.shuffle(copy);
        return copy;
    }

    @Test
    void listsNewestFirstPageAfterPage() {
        List<Delivery> kept = IntStream.range(0, 5)
                .mapToObj(_ -> Await.value(inbox.keep(delivery(), List.of())))
                .toList();

        List<Listed<Delivery>> first = Await.values(inbox.list(page(Optional.empty())));
        List<Listed<Delivery>> second =
                Await.values(inbox.list(page(Optional.of(first.getLast().position()))));

        assertEquals(3, first.size());
        assertEquals(2, second.size());
        assertTrue(kept.stream()
                .map(Delivery::id)
                .toList()
                .containsAll(second.stream().map(listed -> listed.row().id()).toList()));
    }

    private static ListQuery page(Optional<ListQuery.Position> after) {
        return new ListQuery(Condition.everything(), InboxListing.LISTING.usual(), 3, after, Optional.empty());
    }

    private List<?> feed() {
        FeedPage page = Await.until(
                "the feed catches up",
                () -> Await.value(storage.log().after(FeedCursor.BEGINNING)),
                p -> p.caughtUp() || p.isFull());
        return page.isFull()
                ? java.util.stream.Stream.concat(
                                page.facts().stream(), Await.value(storage.log().after(page.cursor())).facts().stream())
                        .toList()
                : page.facts();
    }
}
