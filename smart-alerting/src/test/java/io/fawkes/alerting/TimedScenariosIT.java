package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.runtime.testkit.AlertmanagerServer;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same story told to a real Alertmanager and to us leads to the same messages in the same order. */
@Tag("full")
@ExtendWith(PostgresExtension.class)
class TimedScenariosIT {

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final String CONFIG = """
            route:
              receiver: main
              group_by: [job]
              group_wait: %s
              group_interval: 1s
              repeat_interval: 3s
            receivers:
            - name: main
              webhook_configs: [{url: "%s"}]
            inhibit_rules:
            - {source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [job]}
            """;

    private static final String SHORT_WAIT = "1s";
    /** Longer than a machine that builds besides takes for two requests. */
    private static final String LONG_WAIT = "6s";

    private final Map<String, Instant> starts = new HashMap<>();
    private final TestDatabase database;
    private final Path folder;

    TimedScenariosIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.folder = folder;
    }

    // Someone who takes alerts, and what it told.
    private record Teller(URI api, FakeReceiver receiver) {

        void post(String... alerts) throws IOException, InterruptedException {
            try (var http = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(URI.create(api + "/api/v2/alerts"))
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", alerts) + "]"))
                        .build();
                assertEquals(
                        200,
                        http.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            }
        }

        // The messages, each as "status: alert status, …".
        List<String> told() {
            return receiver.confirmed("main").stream().map(Teller::written).toList();
        }

        // The messages without those that only repeat.
        List<String> news() {
            var news = new ArrayList<String>();
            told().stream()
                    .filter(message -> news.isEmpty() || !news.getLast().equals(message))
                    .forEach(news::add);
            return news;
        }

        private static String written(FakeReceiver.Post post) {
            var alerts = new TreeSet<String>();
            post.body()
                    .path("alerts")
                    .forEach(alert -> alerts.add(alert.at("/labels/alertname").asText() + " "
                            + alert.path("status").asText()));
            return post.state() + ": " + String.join(", ", alerts);
        }
    }

    // A story: what is posted, and what is waited for before it goes on.
    @FunctionalInterface
    private interface Story {
        void tell(Teller teller) throws IOException, InterruptedException;
    }

    @Test
    void whatComesWithinGroupWaitIsOneMessageAndLaterNewsFollowsWithTheInterval() throws Exception {
        compare(LONG_WAIT, teller -> {
            teller.post(alert("A", "", false));
            teller.post(alert("B", "", false));
            await(teller, "firing: A firing, B firing");
            teller.post(alert("C", "", false));
            await(teller, "firing: A firing, B firing, C firing");
            teller.post(alert("A", "", true));
            await(teller, "firing: A resolved, B firing, C firing");
            teller.post(alert("B", "", true), alert("C", "", true));
            await(teller, "resolved: B resolved, C resolved");
        });
    }

    @Test
    void anUnchangedGroupIsToldAgainAfterRepeatInterval() throws Exception {
        compare(SHORT_WAIT, teller -> {
            teller.post(alert("A", "", false));
            Await.until("two repetitions", () -> teller.told().size() >= 3);
            teller.post(alert("A", "", true));
            await(teller, "resolved: A resolved");
        });
    }

    @Test
    void whatAnotherAlertInhibitsIsToldWhenThatOneEnds() throws Exception {
        compare(SHORT_WAIT, teller -> {
            teller.post(
                    alert("Cause", ",\"severity\":\"critical\"", false),
                    alert("Effect", ",\"severity\":\"warning\"", false));
            await(teller, "firing: Cause firing");
            teller.post(alert("Cause", ",\"severity\":\"critical\"", true));
            await(teller, "firing: Cause resolved, Effect firing");
        });
    }

    @Test
    void whatFiredAndEndedWithinGroupWaitIsNotTold() throws Exception {
        compare(LONG_WAIT, teller -> {
            teller.post(alert("Brief", "", false));
            teller.post(alert("Brief", "", true));
            teller.post(alert("Other", ",\"job\":\"other\"", false));
            await(teller, "firing: Other firing");
            teller.post(alert("Other", ",\"job\":\"other\"", true));
            await(teller, "resolved: Other resolved");
        });
    }

    private void compare(String groupWait, Story story) throws Exception {
        List<String> theirs = told(groupWait, story);
        starts.clear();
        try (var receiver = new FakeReceiver();
                var installation = new Installation(database, folder);
                var door = new ApiDoor(installation.start(CONFIG.formatted(groupWait, receiver.url("main"))))) {
            var ours = new Teller(door.uri(), receiver);
            story.tell(ours);
            assertEquals(theirs, ours.news());
        }
    }

    private static List<String> told(String groupWait, Story story) throws Exception {
        try (var receiver = new FakeReceiver();
                var alertmanager = AlertmanagerServer.start(CONFIG.formatted(groupWait, receiver.url("main")))) {
            var theirs = new Teller(
                    URI.create("http://127.0.0.1:" + alertmanager.uri().getPort()), receiver);
            story.tell(theirs);
            return theirs.news();
        }
    }

    private static void await(Teller teller, String message) {
        Await.until(message, teller::told, told -> told.contains(message));
    }

    private String alert(String name, String more, boolean ended) {
        Instant now = InstantSource.system().instant();
        return """
                {"labels":{"alertname":"%s"%s},"startsAt":"%s","endsAt":"%s"}
                """.formatted(name, more, starts.computeIfAbsent(name, _ -> now), ended ? now : now.plus(LONG));
    }
}
