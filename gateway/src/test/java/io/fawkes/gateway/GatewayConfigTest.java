package io.fawkes.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.gateway.http.DoorLimits;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
    @Test
    void listensOnLoopbackUnlessTold() {
        var config = GatewayConfig.from(Settings.of(Map.of()));

        assertEquals(new Address("127.0.0.1", 8080), config.listen());
        assertEquals(new Address("127.0.0.1", 8081), config.management());
        assertEquals(new Address("127.0.0.1", 9101), config.dataApi());
        assertEquals(new Address("127.0.0.1", 9102), config.insights());
        assertEquals(DoorLimits.DEFAULT, config.limits());
        assertTrue(config.authentication().isLoopback());
    }

    @Test
    void readsEveryVariable() {
        var settings = Settings.of(Map.of(
                "FAWKES_LISTEN", "[::1]:1",
                "FAWKES_MANAGEMENT_LISTEN", "localhost:2",
                "FAWKES_DATA_API_ADDRESS", "data-api:3",
                "FAWKES_INSIGHTS_ADDRESS", "insights:4"));

        var config = GatewayConfig.from(settings);

        settings.rejectMistakes();
        assertEquals(new Address("::1", 1), config.listen());
        assertEquals(new Address("localhost", 2), config.management());
        assertEquals(new Address("data-api", 3), config.dataApi());
        assertEquals(new Address("insights", 4), config.insights());
    }

    @ParameterizedTest
    @CsvSource({
        "FAWKES_LISTEN, 8080",
        "FAWKES_LISTEN, 0.0.0.0:8080",
        "FAWKES_MANAGEMENT_LISTEN, x",
        "FAWKES_DATA_API_ADDRESS, data-api",
        "FAWKES_INSIGHTS_ADDRESS, insights:70000"
    })
    void refusesMistakesByName(String variable, String value) {
        var settings = Settings.of(Map.of(variable, value));
        GatewayConfig.from(settings);

        var refusal = assertThrows(ConfigurationException.class, settings::rejectMistakes);

        assertTrue(refusal.toString().contains(variable), refusal::toString);
    }
}
