package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.alerting.v1.NotificationState;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of receiver, told over its own protocol. */
@ExtendWith(PostgresExtension.class)
class ChannelsIT {

    private static final String NASTY = ",\"service\":\"<!channel> @all\",\"severity\":\"critical\"";

    private final Instant begin = InstantSource.system().instant().minusSeconds(120);
    private final FakeReceiver receiver = new FakeReceiver();
    private final MailTrap mail = new MailTrap();
    private final Installation installation;

    ChannelsIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) {
        this.installation = new Installation(database, folder);
    }

    @AfterEach
    void stop() throws IOException {
        installation.close();
        receiver.close();
        mail.close();
    }

    @Test
    void everyKindOfReceiverIsToldOfAnAlertAndOfItsEnd() throws IOException {
        receiver.say("chat.postMessage", "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.2\"}");
        receiver.say("chat.update", "{\"ok\":true}");
        var alerting = installation.start("""
                global: {smtp_smarthost: "127.0.0.1:%d", smtp_from: fawkes@example.org, smtp_require_tls: false}
                route: {receiver: all, group_by: [alertname, service], group_wait: 0s, group_interval: 1s}
                receivers:
                - name: all
                  slack_configs:
                  - {api_url: "%s", channel: '#ops', send_resolved: true}
                  - {app_url: "%s", app_token: t, channel: C1, update_message: true, send_resolved: true}
                  mattermost_configs: [{webhook_url: "%s"}]
                  pagerduty_configs: [{url: "%s", routing_key: r}]
                  email_configs:
                  - to: on-call@example.org
                    send_resolved: true
                    headers: {X-Team: '{{ .CommonLabels.service }}', Subject: '{{ .Status }} {{ .CommonAnnotations.summary }}'}
                """.formatted(
                        mail.port(),
                        receiver.url("slack"),
                        receiver.url("chat.postMessage"),
                        receiver.url("mattermost"),
                        receiver.url("pagerduty")));

        alerting.post(Alerting.webhook(Alerting.firing("A", NASTY, begin)));
        Await.until("all told", () -> told() == 4 && mail.mails().size() == 1);
        alerting.post(Alerting.webhook(Alerting.resolved("A", NASTY, begin, begin.plusSeconds(60))));
        Await.until("all told of the end", () -> told() == 8 && mail.mails().size() == 2);

        var slack = receiver.posts("slack").getFirst().body();
        assertEquals("#ops", slack.path("channel").asText());
        assertTrue(slack.at("/attachments/0/title").asText().contains("&lt;!channel&gt;"), slack.toString());
        assertFalse(slack.toString().contains("<!channel>"), slack.toString());
        var mattermost = receiver.posts("mattermost").getFirst().body();
        assertFalse(mattermost.toString().contains("@all"), mattermost.toString());
        var update = receiver.posts("chat.update").getFirst();
        assertEquals("1.2", update.body().path("ts").asText());
        assertEquals("Bearer t", update.authorization());
        assertEquals(1, receiver.posts("chat.postMessage").size());
        var page = receiver.posts("pagerduty").getFirst().body();
        var end = receiver.posts("pagerduty").get(1).body();
        assertEquals("trigger", page.path("event_action").asText());
        assertEquals("critical", page.at("/payload/severity").asText());
        assertEquals("resolve", end.path("event_action").asText());
        assertEquals(page.path("dedup_key"), end.path("dedup_key"));
        String letter = mail.mails().getFirst();
        assertTrue(letter.contains("Subject: firing A is odd"), letter);
        assertTrue(letter.contains("X-Team: <!channel> @all"), letter);
        assertTrue(letter.contains("Message-ID: <"), letter);
        assertFalse(letter.contains("<!channel></"), letter);
    }

    private int told() {
        return List.of("slack", "chat.postMessage", "chat.update", "mattermost", "pagerduty").stream()
                .mapToInt(path -> receiver.confirmed(path).size())
                .sum();
    }

    @Test
    void whatAReceiverRefusesIsParkedWithItsReasonUntilItIsReplayed() throws IOException {
        receiver.answer("hook", () -> receiver.posts("hook").isEmpty() ? 400 : 200);
        var alerting = installation.start(hook());

        alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));
        var dead = Await.until(
                        "parked",
                        () -> alerting.notifications(NotificationState.NOTIFICATION_STATE_DEAD),
                        found -> !found.isEmpty())
                .getFirst();
        assertEquals(1, dead.getAttemptCount());
        assertTrue(dead.getLastError().endsWith("answered 400"), dead.getLastError());
        assertTrue(
                alerting.why().getExplanation().contains("given up"),
                alerting.why().getExplanation());

        assertEquals(0, alerting.replay("nobody"));
        assertEquals(1, alerting.replay("hook"));
        Await.until("told after all", () -> receiver.confirmed("hook").size() == 1);

        assertEquals(dead.getKey(), receiver.confirmed("hook").getFirst().key());
    }

    @Test
    void aReceiverIsNotAskedBeforeTheTimeThatItNamed() throws IOException {
        receiver.answer("hook", () -> receiver.posts("hook").isEmpty() ? 429 : 200);
        receiver.pause("hook", "3");
        var alerting = installation.start(hook());

        alerting.post(Alerting.webhook(Alerting.firing("A", "", begin)));
        Await.until("refused for now", () -> receiver.posts("hook").size() == 1);
        var first = InstantSource.system().instant();
        Await.until("told", () -> receiver.confirmed("hook").size() == 1);

        assertTrue(InstantSource.system().instant().isAfter(first.plusMillis(2_500)), "asked too early");
        assertEquals(
                1,
                alerting.why().getPlaces(0).getNotificationsList().size(),
                "one message, however often it was tried");
        assertEquals("hook", alerting.why().getPlaces(0).getReceiver());
        assertEquals("{}", alerting.why().getPlaces(0).getRoute());
        assertTrue(
                alerting.why().getExplanation().startsWith("It fires since"),
                alerting.why().getExplanation());
    }

    private String hook() {
        return "{route: {receiver: hook, group_wait: 0s, group_interval: 1s}, receivers: [{name: hook, webhook_configs:"
                + " [{url: '" + receiver.url("hook") + "'}]}]}";
    }
}
