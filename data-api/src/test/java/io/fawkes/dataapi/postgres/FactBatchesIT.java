package io.fawkes.dataapi.postgres;

import static io.fawkes.dataapi.postgres.StorageFixture.deployment;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.maxBy;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.fact.BuildFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactBatches;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.Written;
import io.fawkes.dataapi.domain.fact.Written.Outcome;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedFilter;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresExtension.class)
class FactBatchesIT {

    private static final int WRITERS = 4;
    private static final int FACTS = 40;
    private static final int BATCHES_EACH = 5;
    private static final String WAITING =
            "pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()";
    private static final String MANY_OTHERS = """
            insert into fact (source, source_id, kind, id, version, message, provenance)
            select 'other', number, 3, number, 1, '', '' from generate_series(1, 20000) number
            """;

    private PostgresStorage storage;
    private FactBatches batches;
    private Database writers;
    private TestDatabase database;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase database) {
        storage = StorageFixture.open(database);
        batches = storage.batches();
        writers = Database.open(database.config().withPoolSize(WRITERS), OpenTelemetry.noop());
        this.database = database;
    }

    @AfterEach
    void close() {
        writers.close();
        storage.close();
    }

    @Test
    void whatBecameOfEachRevisionIsToldInTheirOrder() {
        write(deployment("known", 2));

        var outcomes =
                write(deployment("known", 1), deployment("new", 1), build("b"), deployment("new", 2), build("b"));

        assertEquals(
                List.of(Outcome.CHANGED, Outcome.CREATED, Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED),
                outcomes);
        assertEquals(
                List.of("1", "1", "2"),
                List.of(count("build"), count("deployment where version = 'sha-new'"), count("deployment")));
        assertEquals("1 2 2", versions(), "of each fact that the second batch spoke of one state in the log");
    }

    /** The states of the log by batch: the first alone, then one per fact. */
    private String versions() {
        return Await.value(storage.log().after(FeedCursor.BEGINNING)).facts().stream()
                .map(FactMessages::parse)
                .filter(Fact::hasDeployment)
                .map(fact -> Long.toString(fact.getVersion()))
                .sorted()
                .collect(joining(" "));
    }

    @Test
    void aRedeliveryInALaterMonthStaysOneRow() throws SQLException {
        write(deployment("old", 1));
        try (Connection session = database.session()) {
            session.createStatement().execute("update fact_log set recorded_at = recorded_at - interval '2 months'");
        }

        assertEquals(List.of(Outcome.UNCHANGED), write(deployment("old", 1)));
        assertEquals(List.of(Outcome.CHANGED), write(deployment("old", 2)));

        assertEquals("1", count("fact"));
        assertEquals("1", count("deployment"));
        assertEquals("1", count("fact_log_default"), "the state of the earlier month");
        assertEquals("2", count("fact_log"));
    }

    @Test
    void fourWritersOfTheSameFactsInAnyOrderNeverWaitInACircleAndLoseNothing() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);

        Await.completed(Flux.range(0, WRITERS)
                .flatMap(writer -> shuffled(writer, new Random(seed + writer)), WRITERS)
                .then());

        assertEquals(Integer.toString(FACTS), count("fact"), "seed " + seed);
        assertEquals(Integer.toString(FACTS), count("deployment where ref = 'all'"), "seed " + seed);
        assertEquals(
                Set.of(WRITERS),
                Set.copyOf(statusChanges().values()),
                "what each writer told is in every fact, seed " + seed);
    }

    /**
     * Of each deployment in the log, by its name, in its highest version: a transaction that got its number before another may
     * have waited for it, so the highest need not come last.
     */
    private Map<String, Integer> statusChanges() {
        return Await.value(storage.log().look(FeedCursor.BEGINNING, FeedFilter.EVERYTHING)).stream()
                .flatMap(page -> page.facts().stream())
                .map(FactMessages::parse)
                .collect(groupingBy(
                        Fact::getName,
                        collectingAndThen(
                                maxBy(comparingLong(Fact::getVersion)),
                                fact -> fact.orElseThrow().getDeployment().getStatusChangesCount())));
    }

    /** So many facts lie beside the three that PostgreSQL looks each of them up by its key. */
    @Test
    void aWriterThatWaitedForAnotherBuildsOnWhatTheOtherWrote() throws SQLException {
        write(three(1));
        try (Connection session = database.session()) {
            session.createStatement().execute(MANY_OTHERS);
            session.createStatement().execute("analyze fact");
            session.setAutoCommit(false);
            session.createStatement().execute("select from fact where source_id like '%/three_' for update");
            var answers = Mono.zip(writing(three(2)), writing(three(3))).toFuture();
            Await.until("both wait", () -> count(WAITING).equals("2"));
            session.commit();
            Await.value(Mono.fromFuture(answers));
        }

        Map<String, Integer> told = statusChanges();
        assertEquals(
                List.of(3, 3, 3),
                Stream.of(three(1))
                        .map(revision ->
                                told.get("deployments/" + revision.key().id()))
                        .toList());
    }

    private static Revision[] three(long revision) {
        return IntStream.range(0, 3)
                .mapToObj(fact -> deployment("three" + fact, revision))
                .toArray(Revision[]::new);
    }

    /** Nothing is tried again here: a writer that waits in a circle fails. */
    private Mono<Void> shuffled(int writer, Random random) {
        return Flux.range(0, BATCHES_EACH)
                .concatMap(_ -> {
                    List<Revision> revisions = new ArrayList<>(IntStream.range(0, FACTS)
                            .mapToObj(fact -> deployment("d" + fact, writer + 1).with(DeploymentFields.REF, "all"))
                            .toList());
                    Collections.shuffle(revisions, random);
                    return writers.inTransaction(transaction -> new FactWriter()
                            .merge(transaction, revisions, "", StorageFixture.NOON)
                            .thenReturn(true));
                })
                .then();
    }

    @Test
    void theFeedIsReadByKindAndByServiceInItsOrder() throws SQLException {
        Revision service = Revision.of(new FactKey("catalog", "shop"), FactKind.SERVICE, 1, StorageFixture.NOON)
                .with(ServiceFields.TEAM, "teams/sales");
        Revision elsewhere = deployment("elsewhere", 1).with(DeploymentFields.SOURCE_KEY, new SourceKey("k", "v"));
        write(deployment("1", 1), build("2"), elsewhere, deployment("3", 1), service);
        try (Connection session = database.session()) {
            session.createStatement().execute("insert into service (id, team) values ('shop', 'sales')");
            session.createStatement()
                    .execute("insert into claim values ('github.com/project-slug', 'octo/shop', 'shop')");
        }

        assertEquals(List.of("builds", "services"), read(Set.of(FactKind.BUILD, FactKind.SERVICE), ""));
        assertEquals(List.of("deployments", "deployments", "services"), read(Set.of(), "shop"));
        assertEquals(List.of("deployments", "deployments"), read(Set.of(FactKind.DEPLOYMENT), "shop"));
        assertEquals(List.of(), read(Set.of(), "other"));
    }

    private List<String> read(Set<FactKind> kinds, String service) {
        var filter = new FeedFilter(kinds, Optional.of(service).filter(id -> !id.isEmpty()));
        return Await.value(storage.log().after(FeedCursor.BEGINNING, filter)).facts().stream()
                .map(fact -> FactMessages.parse(fact).getName().split("/", -1)[0])
                .sorted()
                .toList();
    }

    private List<Outcome> write(Revision... revisions) {
        return Await.value(writing(revisions));
    }

    private Mono<List<Outcome>> writing(Revision... revisions) {
        return batches.write(List.of(revisions), "")
                .map(written -> written.stream().map(Written::outcome).toList());
    }

    private static Revision build(String id) {
        return Revision.of(new FactKey("jenkins", id), FactKind.BUILD, 1, StorageFixture.NOON)
                .with(BuildFields.SOURCE_KEY, new SourceKey("jenkins.io/job-full-name", "shop/main"))
                .with(BuildFields.PIPELINE, "shop/main")
                .with(BuildFields.QUEUE_TIME, StorageFixture.NOON);
    }

    private String count(String table) {
        try (Connection session = database.session();
                var found = session.createStatement().executeQuery("select count(*) from " + table)) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
