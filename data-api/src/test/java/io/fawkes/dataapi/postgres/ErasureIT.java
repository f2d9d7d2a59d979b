package io.fawkes.dataapi.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.audit.AuditEvent;
import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.audit.AuditListing;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Delivery.BodyState;
import io.fawkes.dataapi.domain.people.Erasure;
import io.fawkes.dataapi.domain.people.Person;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Lease;
import io.fawkes.runtime.postgres.LeaseLost;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ErasureIT {

    private TestDatabase database;
    private PostgresStorage storage;
    private Database serving;
    private ErasureWork work;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase given) {
        database = given;
        storage = StorageFixture.open(given);
        serving = Database.open(given.config(), OpenTelemetry.noop());
        var generations = new Generations(serving);
        work = new ErasureWork(
                generations, CommitHints.start(serving), new ErasedFacts(new FactWriter(), InstantSource.system()));
    }

    @AfterEach
    void close() {
        serving.close();
        storage.close();
    }

    @Test
    void nothingNamesThePersonAfterwardsAndWhoeverFollowsLearnsOfIt() throws SQLException {
        keepMany(320);
        Delivery hers = keep("hers", 1, "ada", body("ada"));
        Delivery others = keep("others", 1, "grace", body("adamant"));
        keep("hers", 2, "grace", body("grace"));
        FeedCursor before = last(everything(FeedCursor.BEGINNING)).cursor();

        Erasure begun = begin("ADA");
        Await.value(work.round(lease()));

        List<Fact> followed = facts(everything(before));
        assertEquals(4, followed.size());
        assertTrue(followed.stream().allMatch(fact -> fact.getVersion() == 2), followed.toString());
        assertTrue(
                followed.stream().allMatch(fact -> fact.getChange().getAuthor().equals(begun.pseudonym())));
        assertTrue(facts(everything(FeedCursor.BEGINNING)).stream()
                .noneMatch(fact -> fact.getChange().getAuthor().equalsIgnoreCase("ada")));
        assertEquals(0, rows("select count(*) from fact_log where mentions(message, 'ada')"));
        assertEquals(0, rows("select count(*) from fact where mentions(message, 'ada')"));
        assertEquals(0, rows("select count(*) from change where lower(author) = 'ada'"));
        assertEquals(4, rows("select count(*) from change where author = '" + begun.pseudonym() + "'"));
        assertEquals(BodyState.ERASED, found(hers).since().body());
        assertEquals(0, found(hers).body().size());
        assertEquals(BodyState.KEPT, found(others).since().body());
        Erasure done = Await.value(storage.erasures().find(begun.id()));
        assertTrue(done.completedAt().isPresent());
        assertEquals(new Erasure.Done(4, 5, 1), done.done());
        assertEquals(0, rows("select count(*) from erasure where login is not null"));
    }

    @Test
    void whoIsKilledInTheMiddleIsFollowedByAnotherWhoGoesOn() throws SQLException {
        for (int number = 0; number < 40; number++) {
            keep("c" + number, 1, "ada", body("ada"));
        }
        Erasure begun = begin("ada");
        Lease lost = lease();
        execute("create function stop_it() returns trigger language plpgsql as $$ begin"
                + " if new.phase = 2 and new.deliveries >= 20 then raise exception 'killed'; end if;"
                + " return new; end $$");
        execute("create trigger killed before update on erasure for each row execute function stop_it()");
        assertThrows(RuntimeException.class, () -> Await.value(work.round(lost)));
        assertEquals(new Erasure.Done(40, 40, 0), found(begun).done());
        execute("drop trigger killed on erasure");
        execute("update runtime.lease set until = '-infinity'");

        assertThrows(LeaseLost.class, () -> Await.value(work.round(lost)));
        Await.value(work.round(lease()));

        assertEquals(new Erasure.Done(40, 40, 40), found(begun).done());
        assertEquals(
                1,
                rows("select count(distinct author) from change"),
                "one pseudonym, also for what was rewritten after the restart");
        assertEquals(0, rows("select count(*) from delivery where mentions(body, 'ada')"));
    }

    @Test
    void askingAgainWhileItGoesOnIsTheSameErasureAndLaterANewOneThatFindsNothing() {
        keep("hers", 1, "ada", body("ada"));

        Erasure first = begin("ada");
        Erasure same = begin("Ada");
        Await.value(work.round(lease()));
        Erasure later = begin("ada");
        execute("update runtime.lease set until = '-infinity'");
        Await.value(work.round(lease()));

        assertEquals(first.id(), same.id());
        assertEquals(new Erasure.Done(1, 1, 1), found(first).done());
        assertEquals(new Erasure.Done(0, 0, 0), found(later).done());
    }

    @Test
    void aPersonOfAnotherSourceIsSomebodyElse() {
        keep("hers", 1, "ada", body("ada"));

        Erasure begun = Await.value(storage.erasures().begin(new Person("ada", "gitlab"), ErasureIT::deed));
        Await.value(work.round(lease()));

        assertEquals(new Erasure.Done(0, 0, 0), found(begun).done());
    }

    @Test
    void whoAskedForItStaysAndWhoWasErasedDoesNot() {
        begin("ada");
        Await.value(work.round(lease()));

        List<AuditEvent> events = Await.values(storage.audit()
                        .list(new ListQuery(
                                AuditListing.LISTING.condition("action = ErasePerson"),
                                AuditListing.LISTING.usual(),
                                10,
                                Optional.empty(),
                                Optional.empty())))
                .stream()
                .map(ListQuery.Listed::row)
                .toList();

        assertEquals(
                List.of("data-api", "the admin"),
                events.stream().map(event -> event.deed().actor()).toList());
        assertFalse(Pattern.compile("\\bada\\b").matcher(events.toString()).find(), events.toString());
        assertTrue(events.getFirst().deed().detail().startsWith("done: 0 facts"), events.toString());
    }

    private Erasure begin(String login) {
        return Await.value(storage.erasures().begin(new Person(login, ""), ErasureIT::deed));
    }

    private static Deed deed(Erasure erasure) {
        return new Deed("the admin", "ErasePerson", erasure.name(), "asked for", "r-1");
    }

    private Erasure found(Erasure erasure) {
        return Await.value(storage.erasures().find(erasure.id()));
    }

    private Delivery found(Delivery delivery) {
        return Await.value(storage.inbox().find(delivery.id()));
    }

    private Lease lease() {
        return Await.value(new Leases(serving, "a test " + UUID.randomUUID())
                .acquire("erasures of a test", Duration.ofMinutes(5)));
    }

    private static String body(String login) {
        return "{\"sender\": {\"login\": \"" + login + "\", \"id\": 7}}";
    }

    /** More than a page of facts, of which every hundredth is hers. */
    private void keepMany(int facts) {
        Await.value(storage.inbox()
                .keep(
                        StorageFixture.delivery(),
                        IntStream.range(0, facts)
                                .mapToObj(number -> change("c" + number, 1, number % 100 == 0 ? "Ada" : "grace"))
                                .toList()));
    }

    private static Revision change(String id, long number, String author) {
        return Revision.of(new FactKey("github", "changes/" + id), FactKind.CHANGE, number, StorageFixture.NOON)
                .with(ChangeFields.SOURCE_KEY, new SourceKey(SourceKey.GITHUB, "octo/shop"))
                .with(ChangeFields.AUTHOR, author);
    }

    private Delivery keep(String id, long number, String author, String body) {
        Delivery template = StorageFixture.delivery();
        Bytes bytes = Bytes.of(body.getBytes(StandardCharsets.UTF_8));
        return Await.value(storage.inbox()
                .keep(
                        new Delivery(
                                template.id(),
                                "github",
                                "push",
                                template.sourceDeliveryId(),
                                template.receivedAt(),
                                template.outcome(),
                                Optional.empty(),
                                "",
                                List.of(),
                                template.headers(),
                                bytes,
                                bytes.size()),
                        List.of(change(id, number, author))));
    }

    private List<FeedPage> everything(FeedCursor from) {
        List<FeedPage> pages = new ArrayList<>();
        FeedCursor cursor = from;
        do {
            FeedCursor here = cursor;
            pages.add(Await.until(
                    "a page", () -> Await.value(storage.log().after(here)), page -> page.caughtUp() || page.isFull()));
            cursor = last(pages).cursor();
        } while (last(pages).isFull());
        return pages;
    }

    private static FeedPage last(List<FeedPage> pages) {
        return pages.getLast();
    }

    private static List<Fact> facts(List<FeedPage> pages) {
        return pages.stream()
                .flatMap(page -> page.facts().stream())
                .map(FactMessages::parse)
                .toList();
    }

    private long rows(String count) throws SQLException {
        try (var connection = database.session();
                var statement = connection.createStatement();
                var found = statement.executeQuery(count)) {
            found.next();
            return found.getLong(1);
        }
    }

    private void execute(String sql) {
        try (var connection = database.session();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
