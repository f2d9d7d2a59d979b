package io.fawkes.dataapi.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.DataApiException.FilterTooBroad;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.Shape;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.domain.filter.ListQuery.Position;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.domain.report.FactListings;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

@ExtendWith(PostgresExtension.class)
class FilterIT {

    private static final Listing LISTING = FactListings.of(Shape.BUILD);
    private static final int ROWS = 60;
    private static final int FILTERS = 120;

    private TestDatabase database;
    private PostgresStorage storage;
    private ReportedFacts builds;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase given) {
        database = given;
        storage = StorageFixture.open(database);
        builds = storage.facts(Shape.BUILD);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void findsInPostgresqlWhatTheConditionSays() {
        long seed = new Random().nextLong();
        var random = new RandomBuilds(new Random(seed));
        Await.value(storage.catalogs().entries().create(shop(), Optional.empty()));
        List<Oracle.Told> all = kept(random);

        for (int round = 0; round < FILTERS; round++) {
            String filter = random.filter(3);
            Condition condition = LISTING.condition(filter);
            assertEquals(
                    all.stream()
                            .filter(told -> Oracle.holds(condition, told))
                            .map(told -> told.fact().name())
                            .collect(Collectors.toUnmodifiableSet()),
                    names(list(condition)),
                    "seed " + seed + ", filter " + filter);
        }
    }

    private List<Oracle.Told> kept(RandomBuilds random) {
        List<Oracle.Told> all = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            Revision revision = random.revision(row);
            var kept = Await.value(builds.report(revision, Optional.empty()));
            all.add(new Oracle.Told(
                    FactState.unknown(revision.key(), revision.kind()).merge(revision, ""), kept));
        }
        return all;
    }

    private static Entry shop() {
        return Entry.of(EntryKind.SERVICE, "shop", StorageFixture.NOON)
                .with(ServiceFields.TEAM, "teams/cash")
                .with(
                        ServiceFields.SOURCE_KEYS,
                        List.of(new SourceKey(SourceKey.SERVICE, "shop"), RandomBuilds.CLAIMED));
    }

    private List<Listed<AttributedFact>> list(Condition condition) {
        return Await.values(
                builds.list(new ListQuery(condition, LISTING.usual(), 1_000, Optional.empty(), Optional.empty())));
    }

    private static Set<String> names(List<Listed<AttributedFact>> listed) {
        return listed.stream().map(row -> row.row().name()).collect(Collectors.toUnmodifiableSet());
    }

    @Test
    void pagesHoldEveryRowThatWasThereOnceWhileOthersCome() {
        List<String> before = reported(0, 40);

        for (String orderBy : List.of("", "queue_time", "finish_time", "finish_time desc", "name", "name desc")) {
            var order = LISTING.order(orderBy);
            List<String> seen = new ArrayList<>();
            Optional<Position> after = Optional.empty();
            int more = 1_000;
            do {
                var page = page(order, after);
                page.forEach(row -> seen.add(row.row().name()));
                reported(more++, 1);
                after = page.isEmpty()
                        ? Optional.empty()
                        : Optional.of(page.getLast().position());
            } while (after.isPresent() && seen.size() < 500);

            assertEquals(seen.size(), Set.copyOf(seen).size(), orderBy + ": a row came twice");
            assertEquals(
                    List.of(),
                    before.stream().filter(name -> !seen.contains(name)).toList(),
                    orderBy);
        }
    }

    private List<Listed<AttributedFact>> page(Order order, Optional<Position> after) {
        return Await.values(builds.list(new ListQuery(Condition.everything(), order, 7, after, Optional.empty())));
    }

    /** Every third has no end yet, and many began at the same time. */
    private List<String> reported(int from, int count) {
        return Await.values(Flux.range(from, count)
                .concatMap(n -> builds.report(build(n), Optional.empty()))
                .map(AttributedFact::name));
    }

    private static Revision build(int n) {
        Revision revision = Revision.of(new FactKey("api", "b" + n), FactKind.BUILD, n, StorageFixture.NOON)
                .with(BuildFields.SOURCE_KEY, new SourceKey("k", "v"))
                .with(BuildFields.STATUS, BuildStatus.RUNNING)
                .with(BuildFields.QUEUE_TIME, StorageFixture.NOON.plusSeconds(n % 5));
        return n % 3 == 0 ? revision : revision.with(BuildFields.FINISH_TIME, StorageFixture.NOON.plusSeconds(n % 7));
    }

    @Test
    void standsInTheOrderThatWasAskedAndWithoutATimeLast() {
        reported(0, 12);

        List<Listed<AttributedFact>> listed = Await.values(builds.list(new ListQuery(
                Condition.everything(), LISTING.order("finish_time"), 100, Optional.empty(), Optional.empty())));

        assertEquals(
                listed.stream()
                        .sorted(Comparator.comparing(FilterIT::finishedAt))
                        .toList(),
                listed);
    }

    private static java.time.Instant finishedAt(Listed<AttributedFact> row) {
        var build = FactMessages.parse(row.row().fact()).getBuild();
        return build.hasFinishTime()
                ? java.time.Instant.ofEpochSecond(
                        build.getFinishTime().getSeconds(),
                        build.getFinishTime().getNanos())
                : java.time.Instant.MAX;
    }

    @Test
    void showsOnlyRowsOfTheCallersTeams() {
        Await.value(storage.catalogs().entries().create(shop(), Optional.empty()));
        var random = new RandomBuilds(new Random(7));
        List<Oracle.Told> all = kept(random);

        var listed = Await.values(builds.list(new ListQuery(
                Condition.everything(), LISTING.usual(), 1_000, Optional.empty(), Optional.of(Set.of("teams/cash")))));

        assertEquals(
                all.stream()
                        .filter(told -> told.kept().team().equals("teams/cash"))
                        .count(),
                listed.size());
    }

    @Test
    void whatTakesTooLongIsRefusedWithARemedy() throws SQLException {
        try (Connection other = database.session()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table build in access exclusive mode");

            var refusal = assertThrows(FilterTooBroad.class, () -> list(Condition.everything()));

            assertTrue(refusal.text().contains("expected: also a service"), refusal.text());
            other.rollback();
        }
        assertEquals(List.of(), list(Condition.everything()));
    }

    @Test
    void keepsTextsThatAreTooLongForAnIndex() {
        String sha = "ä".repeat(5_000);
        Await.value(builds.report(build(1).with(BuildFields.COMMIT_SHA, sha), Optional.empty()));

        assertEquals(
                1,
                list(LISTING.condition("commit_sha = \"" + sha.substring(0, 3_000) + "\""))
                        .size());
        assertEquals(
                0,
                list(LISTING.condition("commit_sha = \"" + sha.substring(0, 400) + "\""))
                        .size());
    }

    @Test
    void everyFieldOfEveryListHasAColumn() {
        for (Shape shape : Shape.ALL) {
            Listing listing = FactListings.of(shape);
            ReportedFacts facts = storage.facts(shape);
            String filter = listing.fields().all().stream()
                    .map(field -> field.path() + ":*")
                    .collect(Collectors.joining(" OR "));
            for (String time : listing.times()) {
                IntStream.range(0, 2)
                        .forEach(direction -> assertEquals(
                                List.of(),
                                Await.values(facts.list(new ListQuery(
                                        listing.condition(filter),
                                        new Order(time, direction == 0),
                                        10,
                                        Optional.of(new Position(Optional.empty(), "0")),
                                        Optional.empty())))));
            }
        }
    }
}
