package io.fawkes.insights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InsightsConfigTest {
    @Test
    void listensOnLoopbackOnlyUnlessTold() {
        InsightsConfig config = InsightsConfig.from(Settings.of(Map.of()));

        assertEquals("127.0.0.1:9102", config.listen().toString());
        assertEquals("127.0.0.1:9101", config.dataApi().toString());
        assertEquals("127.0.0.1:8083", config.management().toString());
        assertEquals(Duration.ofHours(24), config.policy().causalWindow());
        assertTrue(config.dataApiToken().isEmpty());
    }

    @Test
    void readsEveryKey() {
        InsightsConfig config = InsightsConfig.from(Settings.of(Map.of(
                InsightsConfig.LISTEN, "localhost:1",
                InsightsConfig.DATA_API, "data:2",
                InsightsConfig.PEER_TOKEN, "secret",
                InsightsConfig.MANAGEMENT, "localhost:3",
                InsightsConfig.GAUGES, "7",
                InsightsConfig.CAUSAL_WINDOW, "PT2H")));

        assertEquals("localhost:1", config.listen().toString());
        assertEquals("data:2", config.dataApi().toString());
        assertEquals("secret", config.dataApiToken().orElseThrow());
        assertEquals("localhost:3", config.management().toString());
        assertEquals(7, config.gauges());
        assertEquals(Duration.ofHours(2), config.policy().causalWindow());
    }

    @Test
    void refusesACausalWindowOfNothing() {
        Settings settings = Settings.of(Map.of(InsightsConfig.CAUSAL_WINDOW, "PT0S"));
        InsightsConfig.from(settings);

        var mistakes = assertThrows(ConfigurationException.class, settings::rejectMistakes);
        assertTrue(mistakes.toString().contains(InsightsConfig.CAUSAL_WINDOW));
    }
}
