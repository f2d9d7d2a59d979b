package io.fawkes.alerting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.runtime.testkit.Amtool;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real amtool, unchanged, adds, silences, lists and asks here as it does at an Alertmanager. */
@Tag("full")
@ExtendWith(PostgresExtension.class)
class AmtoolIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CONFIG = """
            global: {resolve_timeout: 1h}
            route:
              receiver: main
              group_by: [alertname]
              routes:
              - {matchers: [team="db"], receiver: dba}
            receivers:
            - name: main
              webhook_configs: [{url: "http://127.0.0.1:9/hook/s3cr3t", http_config: {bearer_token: t0ken}}]
            - name: dba
            inhibit_rules:
            - {source_matchers: [severity="critical"], target_matchers: [severity="warning"], equal: [cluster]}
            """;

    private final Installation installation;
    private final Amtool amtool = Amtool.open();
    private final ApiDoor door;

    AmtoolIT(@Migrated("smart-alerting") TestDatabase database, @TempDir Path folder) throws IOException {
        this.installation = new Installation(database, folder);
        this.door = new ApiDoor(installation.start(CONFIG));
    }

    @AfterEach
    void stop() {
        door.close();
        installation.close();
        amtool.close();
    }

    @Test
    void addsQueriesSilencesAndExpires() throws IOException, InterruptedException {
        say("alert", "add", "A", "team=db", "node=one");
        say("alert", "add", "B", "severity=critical", "cluster=x");
        say("alert", "add", "C", "severity=warning", "cluster=x");

        assertEquals(List.of("A"), names("alert", "query", "team=db"));
        assertEquals(List.of("A"), names("alert", "query", "--receiver=dba"));
        assertEquals(List.of("C"), names("alert", "query", "--inhibited"));
        assertEquals(List.of("A", "B"), names("alert", "query"), "active ones only, unless told");
        assertEquals(List.of("A", "B"), names("alert", "query", "alertname=~\"A|B\""));

        String id = say("silence", "add", "team=db", "node=~o.e", "--comment=works", "--author=me")
                .strip();
        assertEquals(List.of("B"), names("alert", "query"));
        assertEquals(List.of("A"), names("alert", "query", "--silenced"));
        JsonNode silence = json("silence", "query").get(0);
        assertEquals(id, silence.path("id").asText());
        assertEquals("active", silence.at("/status/state").asText());
        assertEquals(0, json("silence", "query", "team=web").size());
        assertEquals(1, json("silence", "query", "team=db").size());
        say("silence", "update", "--duration=3h", "--comment=longer", id);
        assertEquals("longer", json("silence", "query").get(0).path("comment").asText());
        assertEquals(id, json("silence", "query").get(0).path("id").asText(), "a longer one is the same one");
        say("silence", "expire", id);
        assertEquals(0, json("silence", "query").size());
        assertEquals(1, json("silence", "query", "--expired").size());
        assertEquals(List.of("A", "B"), names("alert", "query"));
        assertNotEquals(0, amtool.ask(door.uri(), "silence", "expire", id).exitCode(), "it is over");

        assertEquals(3, groups("").size());
        assertEquals("dba", groups("?receiver=d.*").at("/0/receiver/name").asText());
        assertEquals(
                "A",
                groups("?filter=team%3Ddb").at("/0/alerts/0/labels/alertname").asText());
    }

    @Test
    void showsTheConfigurationWithoutItsSecretsAndTestsItsRoutes() throws IOException, InterruptedException {
        String shown = say("config", "show");

        assertTrue(shown.contains("http://127.0.0.1:9/<secret>"), shown);
        assertFalse(shown.contains("s3cr3t") || shown.contains("t0ken"), shown);
        assertEquals("dba", say("config", "routes", "test", "team=db").strip());
        assertEquals("[{\"name\":\"main\"},{\"name\":\"dba\"}]", get("/api/v2/receivers"));
    }

    private String say(String... words) {
        return amtool.ask(door.uri(), words).demandContent();
    }

    private List<String> names(String... words) {
        return StreamSupport.stream(json(words).spliterator(), false)
                .map(alert -> alert.path("labels").path("alertname").asText())
                .sorted()
                .toList();
    }

    private JsonNode json(String... words) {
        var asked = new java.util.ArrayList<>(List.of(words));
        asked.addAll(List.of("--output=json"));
        return parsed(say(asked.toArray(String[]::new)));
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private JsonNode groups(String query) throws IOException, InterruptedException {
        return parsed(get("/api/v2/alerts/groups" + query));
    }

    private String get(String path) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(java.net.URI.create(door.uri() + path))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
