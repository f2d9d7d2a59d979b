package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.v1.Alert;
import io.fawkes.alerting.v1.AlertGroup;
import io.fawkes.alerting.v1.AlertGroupState;
import io.fawkes.alerting.v1.AlertState;
import io.fawkes.alerting.v1.SuppressionReason;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is muted is not told, is shown with its reason, and its end reaches who was told that it fires. */
@ExtendWith(PostgresExtension.class)
class MutesIT {

    private static final String ROUTES = """
            route:
              receiver: main
              group_by: [alertname]
              group_wait: 0s
              group_interval: 200ms
              routes:
              - {matchers: [team="quiet"], mute_time_intervals: [always]}
            receivers:
            - name: main
              webhook_configs: [{url: "%s"}]
            time_intervals:
            - {name: always, time_intervals: [{}]}
            """;
    private static final String RULES = """
            inhibit_rules:
            - source_matchers: [severity="critical"]
              target_matchers: [severity="warning"]
              equal: [cluster]
            """;
    private static final String CAUSE = ",\"severity\":\"critical\",\"cluster\":\"a\"";
    private static final String EFFECT = ",\"severity\":\"warning\",\"cluster\":\"a\"";

    private final Instant begin =
            InstantSource.system().instant().minusSeconds(7200).truncatedTo(ChronoUnit.SECONDS);
    private final FakeReceiver receiver = new FakeReceiver();
    private final Installation installation;

    MutesIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) {
        this.installation = new Installation(database, folder);
    }

    @AfterEach
    void stop() {
        installation.close();
        receiver.close();
    }

    @Test
    void anInhibitedAlertIsShownAsSuppressedAndToldWhenItsSourceEnds() throws IOException {
        Alerting alerting = installation.start(ROUTES.formatted(receiver.url("main")) + RULES);
        alerting.post(Alerting.webhook(Alerting.firing("Cause", CAUSE, begin)));
        alerting.post(Alerting.webhook(Alerting.firing("Effect", EFFECT, begin)));
        AlertGroup group = Await.until(
                "a look at the effect",
                () -> group(alerting, "Effect"),
                found -> found.getState() == AlertGroupState.ALERT_GROUP_STATE_SUPPRESSED);

        Alert effect = alert(alerting, "Effect");
        assertEquals(AlertState.ALERT_STATE_SUPPRESSED, effect.getState());
        assertEquals(1, group.getSuppressedCount());
        assertEquals(
                SuppressionReason.SUPPRESSION_REASON_INHIBITED,
                effect.getSuppressions(0).getReason());
        assertEquals(
                alert(alerting, "Cause").getName(), effect.getSuppressions(0).getAlert());
        assertTrue(effect.getSuppressions(0).getRule().contains("if equal: cluster"));
        assertEquals(List.of("Cause"), told());

        alerting.post(Alerting.webhook(Alerting.resolved("Cause", CAUSE, begin, begin.plusSeconds(1))));
        Await.until("the effect told", () -> told().contains("Effect"));
    }

    @Test
    void theEndOfAnAlertThatWasMutedMeanwhileIsTold() throws IOException {
        Alerting alerting = installation.start(ROUTES.formatted(receiver.url("main")) + RULES);
        alerting.post(Alerting.webhook(Alerting.firing("Effect", EFFECT, begin)));
        Await.until("told", () -> told().contains("Effect"));

        alerting.post(Alerting.webhook(
                Alerting.firing("Cause", CAUSE, begin),
                Alerting.resolved("Effect", EFFECT, begin, begin.plusSeconds(1))));

        Await.until(
                "its end",
                () -> receiver.confirmed("main").stream()
                        .anyMatch(post ->
                                post.state().equals("resolved") && post.names().contains("Effect")));
    }

    @Test
    void rulesThatComeWithARestartMuteByAlertsThatFireAlready() throws IOException {
        Alerting before = installation.start(ROUTES.formatted(receiver.url("main")));
        before.post(Alerting.webhook(Alerting.firing("Cause", CAUSE, begin)));
        Await.until("told", () -> told().contains("Cause"));
        installation.stop();

        Alerting after = installation.start(ROUTES.formatted(receiver.url("main")) + RULES);
        after.post(Alerting.webhook(Alerting.firing("Effect", EFFECT, begin)));

        Await.until(
                "muted",
                () -> group(after, "Effect"),
                group -> group.getState() == AlertGroupState.ALERT_GROUP_STATE_SUPPRESSED);
        assertEquals(List.of("Cause"), told());
    }

    @Test
    void aGroupOfAQuietRouteSaysWhichIntervalsKeepItFromBeingTold() throws IOException {
        Alerting alerting = installation.start(ROUTES.formatted(receiver.url("main")));
        alerting.post(Alerting.webhook(Alerting.firing("Night", ",\"team\":\"quiet\"", begin)));

        AlertGroup group = Await.until(
                "a look",
                () -> group(alerting, "Night"),
                found -> found.getState() == AlertGroupState.ALERT_GROUP_STATE_SUPPRESSED);

        assertEquals(List.of("always"), group.getMutingIntervalsList());
        assertEquals(AlertState.ALERT_STATE_FIRING, alert(alerting, "Night").getState());
        assertEquals(List.of(), told());
    }

    private List<String> told() {
        return receiver.confirmed("main").stream()
                .flatMap(post -> post.names().stream())
                .distinct()
                .toList();
    }

    private static AlertGroup group(Alerting alerting, String name) {
        return Await.until(
                        "the group of " + name,
                        alerting::groups,
                        groups -> groups.stream().anyMatch(group -> isOf(group, name)))
                .stream()
                .filter(group -> isOf(group, name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isOf(AlertGroup group, String name) {
        return group.getLabelsOrDefault("alertname", "").equals(name);
    }

    private static Alert alert(Alerting alerting, String name) {
        return alerting.alerts().stream()
                .filter(alert -> alert.getLabelsOrThrow("alertname").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
