package io.fawkes.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.gateway.access.RateLimit;
import io.fawkes.gateway.backend.MeshService;
import io.fawkes.gateway.http.DoorLimits;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
    @Test
    void listensOnLoopbackUnlessTold() {
        var config = GatewayConfig.from(Settings.of(Map.of()));

        assertEquals(new Address("127.0.0.1", 8080), config.door().listen());
        assertEquals(new Address("127.0.0.1", 8081), config.management());
        assertEquals(
                Map.of(
                        MeshService.DATA_API, new Address("127.0.0.1", 9101),
                        MeshService.INSIGHTS, new Address("127.0.0.1", 9102),
                        MeshService.ANOMALY_DETECTION, new Address("127.0.0.1", 9103),
                        MeshService.SMART_ALERTING, new Address("127.0.0.1", 9104)),
                config.services());
        assertEquals(DoorLimits.DEFAULT, config.door().limits());
        assertEquals(RateLimit.DEFAULT, config.door().rateLimit());
        assertTrue(config.door().authentication().isLoopback());
    }

    @Test
    void readsEveryVariable() {
        var settings = Settings.of(Map.of(
                "FAWKES_LISTEN", "[::1]:1",
                "FAWKES_MANAGEMENT_LISTEN", "localhost:2",
                "FAWKES_DATA_API_ADDRESS", "data-api:3",
                "FAWKES_INSIGHTS_ADDRESS", "insights:4",
                "FAWKES_ANOMALY_DETECTION_ADDRESS", "anomaly:5",
                "FAWKES_SMART_ALERTING_ADDRESS", "alerting:6",
                "FAWKES_CORS_ORIGINS", "https://portal.example, http://localhost:3000"));

        var config = GatewayConfig.from(settings);

        settings.rejectMistakes();
        assertEquals(new Address("::1", 1), config.door().listen());
        assertEquals(new Address("localhost", 2), config.management());
        assertEquals(
                Map.of(
                        MeshService.DATA_API, new Address("data-api", 3),
                        MeshService.INSIGHTS, new Address("insights", 4),
                        MeshService.ANOMALY_DETECTION, new Address("anomaly", 5),
                        MeshService.SMART_ALERTING, new Address("alerting", 6)),
                config.services());
        assertEquals(
                Set.of("https://portal.example", "http://localhost:3000"),
                config.door().origins());
    }

    @ParameterizedTest
    @CsvSource({
        "FAWKES_LISTEN, 8080",
        "FAWKES_LISTEN, 0.0.0.0:8080",
        "FAWKES_MANAGEMENT_LISTEN, x",
        "FAWKES_DATA_API_ADDRESS, data-api",
        "FAWKES_INSIGHTS_ADDRESS, insights:70000",
        "FAWKES_CORS_ORIGINS, *",
        "FAWKES_CORS_ORIGINS, https://portal.example/",
        "FAWKES_TLS_CERTIFICATE, /no/such/file",
        "FAWKES_TLS_KEY, /no/such/file"
    })
    void refusesMistakesByName(String variable, String value) {
        var settings = Settings.of(Map.of(variable, value));
        GatewayConfig.from(settings);

        var refusal = assertThrows(ConfigurationException.class, settings::rejectMistakes);

        assertTrue(refusal.toString().contains(variable), refusal::toString);
    }
}
