package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
final class AmtoolIT {
    private static final String CONFIG = """
            route:
              receiver: everyone
              routes:
                - {matchers: [team = "a b"], receiver: team-a, continue: true}
                - {matchers: [severity = "page"], receiver: pager}
            receivers: [{name: everyone}, {name: team-a}, {name: pager}]
            """;

    @Test
    void saysWhoReceivesAnAlert() {
        try (var amtool = Amtool.open()) {
            assertEquals(List.of("everyone"), amtool.receivers(CONFIG, Map.of("team", "c")));
            assertEquals(
                    List.of("team-a", "pager"), amtool.receivers(CONFIG, Map.of("team", "a b", "severity", "page")));
        }
    }

    @Test
    void tellsAConfigurationFromNone() {
        try (var amtool = Amtool.open()) {
            var wrong = amtool.checkConfig("route: {receiver: nobody}\n");

            assertEquals(0, amtool.checkConfig(CONFIG).exitCode());
            assertNotEquals(0, wrong.exitCode());
            assertTrue(wrong.output().contains("nobody"), wrong::output);
        }
    }
}
