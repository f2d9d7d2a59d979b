package io.fawkes.alerting.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.alertmanager.Matchers;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.alert.AlertReport.Origin;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.calendar.QuietTimes;
import io.fawkes.alerting.domain.group.IncidentRule;
import io.fawkes.alerting.domain.group.Looking;
import io.fawkes.alerting.domain.group.Notification;
import io.fawkes.alerting.domain.intake.AlertDelivery;
import io.fawkes.alerting.domain.intake.AlertDelivery.Outcome;
import io.fawkes.alerting.domain.intake.Counts;
import io.fawkes.alerting.domain.intake.Inbox.Placed;
import io.fawkes.alerting.domain.mute.Inhibition;
import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Receiver;
import io.fawkes.alerting.domain.routing.RouteSpec;
import io.fawkes.alerting.domain.routing.Routing;
import io.fawkes.alerting.domain.routing.RoutingTree;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.OutboxPolicy;
import io.fawkes.runtime.postgres.Sql;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;

/** The laws of the timers as rows. */
@ExtendWith(PostgresExtension.class)
class PostgresGroupClockIT {

    private static final int REPLICAS = 4;
    private static final Integration HOOK = new Integration("team", "webhook", 0, true, 0);

    private final Instant begin =
            InstantSource.system().instant().minusSeconds(3600).truncatedTo(ChronoUnit.MICROS);
    private final Queue<Notification> promised = new ConcurrentLinkedQueue<>();
    private final PostgresStorage storage;
    private final Database database;

    PostgresGroupClockIT(@Migrated("smart-alerting") TestDatabase database) {
        this.storage = Await.value(
                PostgresStorage.open(database.config(), OpenTelemetry.noop(), Matchers.SYNTAX, () -> Inhibition.NONE));
        this.database = Database.open(database.config(), OpenTelemetry.noop());
    }

    @AfterEach
    void close() {
        database.close();
        storage.close();
    }

    @Test
    void aNewGroupWaitsForItsGroupWait() {
        var clock = clock(Duration.ofHours(3), HOOK);

        keep(Duration.ofHours(3), alert("A", begin, Optional.empty()));

        assertFalse(Await.value(clock.lookAtNext()));
    }

    @Test
    void anAlertOlderThanGroupWaitMakesItsGroupDueAtOnceEvenIfTheGroupWaitsAlready() {
        var clock = clock(Duration.ofMinutes(90), HOOK);
        keep(Duration.ofMinutes(90), alert("A", begin, Optional.empty()));
        assertFalse(Await.value(clock.lookAtNext()));

        keep(Duration.ofMinutes(90), alert("B", begin.minusSeconds(7200), Optional.empty()));

        assertTrue(Await.value(clock.lookAtNext()));
        assertEquals(2, promised.element().alerts().size());
    }

    @Test
    void oneReplicaLooksAtADueGroupHoweverManyAsk() {
        var clock = clock(Duration.ZERO, HOOK);
        keep(Duration.ZERO, alert("A", begin, Optional.empty()));

        List<Boolean> looks = Await.values(Flux.range(0, REPLICAS).flatMap(_ -> clock.lookAtNext(), REPLICAS));

        assertEquals(1, looks.stream().filter(looked -> looked).count());
        assertEquals(1, promised.size());
    }

    @Test
    void whatFiredAndEndedBeforeTheFirstLookLeavesWithoutAWordAndTheGroupCloses() {
        var clock = clock(Duration.ofMinutes(90), HOOK);
        keep(Duration.ofMinutes(90), alert("A", begin, Optional.empty()));
        keep(Duration.ofMinutes(90), alert("A", begin, Optional.of(begin.plusSeconds(60))));
        run("update alert_group set due_at = clock_timestamp()");

        assertTrue(Await.value(clock.lookAtNext()));
        assertTrue(Await.value(clock.tidyNext()));

        assertTrue(promised.isEmpty());
        assertEquals(1, count("select count(*) as n from alert_group where closed_at is not null"));
        keep(Duration.ofMinutes(90), alert("A", begin.plusSeconds(120), Optional.empty()));
        assertEquals(1, count("select count(*) as n from alert_group where closed_at is null"), "another group");
    }

    @Test
    void aGroupDoesNotCloseBeforeItsMessagesAreSettled() {
        var clock = clock(Duration.ZERO, HOOK);
        keep(Duration.ZERO, alert("A", begin, Optional.empty()));
        Await.completed(clock.lookAtNext());
        run("update runtime.outbox set state = 'done', settled_at = clock_timestamp()");
        keep(Duration.ZERO, alert("A", begin, Optional.of(begin.plusSeconds(60))));
        run("update alert_group set due_at = clock_timestamp()");
        Await.completed(clock.lookAtNext());

        assertFalse(Await.value(clock.tidyNext()), "the end is on its way");
        run("update runtime.outbox set state = 'done', settled_at = clock_timestamp()");

        assertTrue(Await.value(clock.tidyNext()));
        assertEquals(1, count("select count(*) as n from alert_group where closed_at is not null"));
        assertFalse(Await.value(clock.tidyNext()));
    }

    @Test
    void whatIsTooOldIsForgottenAndWhatIsOpenStays() {
        keep(Duration.ZERO, alert("A", begin, Optional.empty()));
        run("update delivery set received_at = received_at - interval '31 days'");

        Await.completed(storage.retention(storage.outbox(OutboxPolicy.DEFAULT)).round());

        assertEquals(0, count("select count(*) as n from delivery"));
        assertEquals(1, count("select count(*) as n from alert_group"));
        assertEquals(1, count("select count(*) as n from alert"));
    }

    private PostgresGroupClock clock(Duration groupWait, Integration integration) {
        var routing = new Routing(tree(groupWait), List.of(new Receiver("team", List.of(integration))));
        var writer = new LookWriter(
                notification -> {
                    promised.add(notification);
                    return Bytes.NONE;
                },
                _ -> Bytes.NONE);
        return new PostgresGroupClock(
                database,
                new Looking(() -> routing, new IncidentRule("service", Set.of(), "http://here")),
                writer,
                new PostgresMutes(() -> Inhibition.NONE, new SilenceRows(Matchers.SYNTAX)));
    }

    private static RoutingTree tree(Duration groupWait) {
        return RoutingTree.of(new RouteSpec(
                List.of(),
                false,
                Optional.of("team"),
                Optional.empty(),
                Optional.of(groupWait),
                Optional.empty(),
                Optional.empty(),
                QuietTimes.NONE,
                List.of()));
    }

    private void keep(Duration groupWait, AlertReport report) {
        var delivery = new AlertDelivery(
                UUID.randomUUID(),
                "test",
                begin,
                Outcome.ACCEPTED,
                Optional.empty(),
                Counts.NONE,
                Bytes.NONE,
                Bytes.NONE.sha256(),
                0);
        var placed = new Placed(report, tree(groupWait).placements(report.labels()));
        Await.completed(storage.inbox().keep(delivery, List.of(placed)));
    }

    private static AlertReport alert(String name, Instant startsAt, Optional<Instant> endsAt) {
        Labels labels = Labels.of(Map.of("alertname", name));
        return new AlertReport(
                Fingerprint.of(labels), labels, Map.of(), "", startsAt, endsAt, Duration.ofHours(8), Origin.WEBHOOK);
    }

    private void run(String sql) {
        Await.completed(database.read(connection -> Sql.updated(connection.createStatement(sql))));
    }

    private long count(String sql) {
        return Await.value(database.read(
                connection -> Sql.row(connection.createStatement(sql), row -> Sql.column(row, "n", Long.class))));
    }
}
