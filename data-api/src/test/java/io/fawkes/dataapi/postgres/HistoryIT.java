package io.fawkes.dataapi.postgres;

import static io.fawkes.dataapi.postgres.StorageFixture.deployment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.DataApiException.AsOfOutOfRange;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.history.FactHistory;
import io.fawkes.dataapi.domain.history.FeedTime;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log as it was, on a real database; the keeper's notes are set back in time instead of waiting. */
@ExtendWith(PostgresExtension.class)
class HistoryIT {
    private static final List<SourceKey> SHOP = List.of(new SourceKey(SourceKey.GITHUB, "octo/SHOP"));

    private PostgresStorage storage;
    private Database database;
    private FactHistory history;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase fresh) {
        storage = StorageFixture.open(fresh);
        database = Database.open(fresh.config(), OpenTelemetry.noop());
        history = storage.history();
    }

    @AfterEach
    void close() {
        database.close();
        storage.close();
    }

    @Tag("full")
    @Test
    void onePositionGivesTheSameFactsWhateverComesLater() {
        write("1", 1);
        FeedTime before = notedAn(Duration.ofHours(2));
        List<String> then = facts(before);
        write("1", 2);
        write("2", 1);
        FeedTime after = notedAn(Duration.ofHours(1));

        assertEquals(List.of("deployments/1 v1"), then);
        assertEquals(then, facts(before));
        assertEquals(List.of("deployments/1 v2", "deployments/2 v1"), facts(after));
        assertEquals(before, at(InstantSource.system().instant().minus(Duration.ofMinutes(90))));
    }

    @Test
    void otherSourcesAreNotRead() {
        write("1", 1);
        FeedTime noted = notedAn(Duration.ofHours(1));

        assertEquals(
                List.of(),
                Await.value(history.facts(noted.position(), List.of(new SourceKey(SourceKey.GITHUB, "octo/other")))
                        .collectList()));
    }

    @Test
    void aFactIsFoundUnderTheKeyThatItHadThenAndNoOther() {
        var elsewhere = new SourceKey(SourceKey.GITHUB, "octo/other");
        write("1", 1);
        FeedTime before = notedAn(Duration.ofHours(2));
        write(deployment("1", 2).with(DeploymentFields.SOURCE_KEY, elsewhere));
        FeedTime after = notedAn(Duration.ofHours(1));

        assertEquals(List.of("deployments/1 v1"), facts(before));
        assertEquals(List.of(), facts(before, List.of(elsewhere)));
        assertEquals(List.of(), facts(after));
        assertEquals(List.of("deployments/1 v2"), facts(after, List.of(elsewhere)));
    }

    @Test
    void anIncidentIsFoundUnderTheKeyOfItsRootToo() {
        var root = new SourceKey(SourceKey.GITHUB, "octo/Till");
        Revision incident = Revision.of(new FactKey("github", "issues/1"), FactKind.INCIDENT, 1, StorageFixture.NOON)
                .with(IncidentFields.SOURCE_KEY, SHOP.getFirst())
                .with(IncidentFields.START_TIME, StorageFixture.NOON);
        write(incident.with(IncidentFields.ROOT_SOURCE_KEY, root));
        FeedTime before = notedAn(Duration.ofHours(2));
        write(new Revision(incident.key(), incident.kind(), 2, StorageFixture.NOON, incident.fields())
                .withOrCleared(IncidentFields.ROOT_SOURCE_KEY, Optional.empty()));
        FeedTime after = notedAn(Duration.ofHours(1));

        assertEquals(List.of("issues/1 v1"), facts(before));
        assertEquals(List.of("issues/1 v1"), facts(before, List.of(root)));
        assertEquals(List.of("issues/1 v2"), facts(after));
        assertEquals(List.of(), facts(after, List.of(root)));
    }

    @Test
    void aTimeJustNowOrBeforeTheFirstNoteIsOutOfRange() {
        write("1", 1);
        notedAn(Duration.ofHours(1));

        assertThrows(AsOfOutOfRange.class, () -> at(InstantSource.system().instant()));
        assertThrows(
                AsOfOutOfRange.class, () -> at(InstantSource.system().instant().minus(Duration.ofHours(2))));
    }

    private void write(String id, long revision) {
        write(deployment(id, revision));
    }

    private void write(Revision revision) {
        Await.completed(database.inTransaction(
                        transaction -> new FactWriter().merge(transaction, List.of(revision), "", StorageFixture.NOON))
                .then());
    }

    /** Waits for the keeper to note all that was written, and sets its note back by {@code age}. */
    private FeedTime notedAn(Duration age) {
        Instant time = InstantSource.system().instant().minus(age);
        Await.until(
                "noted",
                () -> Await.value(database.read(connection ->
                                Sql.updated(connection.createStatement("""
                                update feed_time set time = $1
                                where time = (select max(time) from feed_time)
                                  and seq = (select max(seq) from fact_log)
                                """).bind("$1", time.atOffset(ZoneOffset.UTC)))))
                        == 1);
        return at(time.plusSeconds(1));
    }

    private FeedTime at(Instant time) {
        return Await.value(history.at(time));
    }

    private List<String> facts(FeedTime at) {
        return facts(at, SHOP);
    }

    private List<String> facts(FeedTime at, List<SourceKey> keys) {
        return Await.value(history.facts(at.position(), keys)
                .map(FactMessages::parse)
                .map(fact -> fact.getSourceId() + " v" + fact.getVersion())
                .sort()
                .collectList());
    }
}
