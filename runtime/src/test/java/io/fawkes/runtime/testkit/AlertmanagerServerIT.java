package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
final class AlertmanagerServerIT {
    @Test
    void tellsAServerOfTheTestsJvmByWebhook() {
        try (var receiver = WebServer.answering("");
                var alertmanager = AlertmanagerServer.start("""
                        route: {receiver: tests, group_by: [alertname], group_wait: 0s}
                        receivers:
                          - name: tests
                            webhook_configs: [{url: '%s/hook'}]
                        """.formatted(receiver.uri()))) {
            Http.post(alertmanager.uri().resolve("/api/v2/alerts"), """
                    [{"labels": {"alertname": "QueueFull", "service": "builds"}}]
                    """);
            Await.until("the webhook", () -> !receiver.bodies().isEmpty());

            var told = JsonParser.parseString(receiver.bodies().getFirst()).getAsJsonObject();
            assertEquals("4", told.get("version").getAsString());
            assertEquals(
                    "QueueFull",
                    told.getAsJsonObject("groupLabels").get("alertname").getAsString());
        }
    }
}
