package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.ServiceProcess;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Accepted means delivered: what was answered survives {@code kill -9} at any point. */
@Tag("full")
@ExtendWith(PostgresExtension.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KillIT {

    private static final int GROUPS = 20;
    private static final int ALERTS_A_GROUP = 5;

    private final FakeReceiver receiver = new FakeReceiver();
    private final FakeDataApi dataApi = FakeDataApi.start(0);
    private final TestDatabase database;
    private final Path folder;

    KillIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.folder = folder;
    }

    @AfterEach
    void stop() {
        dataApi.close();
        receiver.close();
    }

    @Test
    void whatWasAcceptedIsDeliveredExactlyAfterAKillBeforeTheFirstLook() throws Exception {
        configure("1h");
        try (var child = child();
                var alerting = new Alerting(child.address())) {
            postAll(alerting, InstantSource.system().instant());
            child.kill();
        }
        letAnHourPass();

        try (var _ = child()) {
            Await.until("every group told", () -> receiver.confirmed("hook").size() >= GROUPS);
        }

        assertEquals(promised(), delivered());
        assertEquals(GROUPS, receiver.posts("hook").size(), "each group once");
    }

    @Test
    void onlyWhatWasOnItsWayIsRepeatedAfterAKillAmidDeliveries() throws Exception {
        configure("0s");
        receiver.answer("hook", () -> receiver.posts("hook").size() < GROUPS / 2 ? 200 : FakeReceiver.SILENT);
        try (var child = child();
                var alerting = new Alerting(child.address())) {
            postAll(alerting, InstantSource.system().instant().minusSeconds(60));
            Await.until(
                    "some on their way",
                    () -> receiver.posts("hook").size()
                            > receiver.confirmed("hook").size());
            child.kill();
        }
        var before = receiver.posts("hook");
        receiver.answer("hook", () -> 200);

        try (var _ = child()) {
            Await.until("the others told", () -> keys(receiver.posts("hook")).size() >= GROUPS);
            Await.until("all confirmed", () -> keys(receiver.confirmed("hook")).size() >= GROUPS);
        }

        assertEquals(promised(), delivered());
        int confirmedTwice = receiver.confirmed("hook").size()
                - keys(receiver.confirmed("hook")).size();
        long confirmedBefore =
                before.stream().filter(post -> post.status() == 200).count();
        assertTrue(
                confirmedTwice <= 8, confirmedTwice + " repeated of " + confirmedBefore + " confirmed before the kill");
    }

    /** For the timers, which are rows. */
    private void letAnHourPass() throws SQLException {
        try (Connection session = database.session()) {
            session.createStatement().execute("update alert_group set due_at = due_at - interval '1 hour'");
        }
    }

    private void configure(String groupWait) throws IOException {
        Files.writeString(folder.resolve("alertmanager.yml"), """
                route: {receiver: hook, group_by: [group], group_wait: %s, group_interval: 10m}
                receivers: [{name: hook, webhook_configs: [{url: "%s", timeout: 20s}]}]
                """.formatted(groupWait, receiver.url("hook")));
    }

    private ServiceProcess child() throws IOException {
        return ServiceProcess.start(
                "io.fawkes.alerting.Main",
                "FAWKES_SMART_ALERTING_LISTEN",
                Map.of(
                        "FAWKES_POSTGRES_URL", database.servingUrl(),
                        "FAWKES_POSTGRES_MIGRATION_URL", database.migrationUrl(),
                        "FAWKES_DATA_API_ADDRESS", "127.0.0.1:" + dataApi.port(),
                        "FAWKES_ALERTMANAGER_CONFIG",
                                folder.resolve("alertmanager.yml").toString(),
                        "FAWKES_WEBHOOK_SECRET_ALERTMANAGER", Alerting.SECRET),
                folder.resolve("child.log"));
    }

    private static void postAll(Alerting alerting, Instant startsAt) {
        for (int group = 0; group < GROUPS; group++) {
            String label = ",\"group\":\"%d\"".formatted(group);
            int first = group * ALERTS_A_GROUP;
            alerting.post(Alerting.webhook(IntStream.range(first, first + ALERTS_A_GROUP)
                    .mapToObj(number -> Alerting.firing("A" + number, label, startsAt))
                    .toArray(String[]::new)));
        }
    }

    private static Set<String> promised() {
        return new TreeSet<>(IntStream.range(0, GROUPS * ALERTS_A_GROUP)
                .mapToObj(number -> "A" + number)
                .toList());
    }

    private Set<String> delivered() {
        Stream<String> names = receiver.confirmed("hook").stream().flatMap(post -> post.names().stream());
        return new TreeSet<>(names.toList());
    }

    private static List<String> keys(List<FakeReceiver.Post> posts) {
        return posts.stream().map(FakeReceiver.Post::key).distinct().toList();
    }
}
