package io.fawkes.standalone;

import io.fawkes.dataapi.DataApiConfig;
import io.fawkes.dataapi.DataApiServer;
import io.fawkes.gateway.GatewayConfig;
import io.fawkes.gateway.GatewayServer;
import io.fawkes.insights.InsightsConfig;
import io.fawkes.insights.InsightsServer;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A service inside this JVM. */
final class LocalService implements RunningService {

    private final Endpoint endpoint;
    private final Runnable close;

    private LocalService(Endpoint endpoint, Runnable close) {
        this.endpoint = endpoint;
        this.close = close;
    }

    static LocalService start(Service service, Settings settings) throws IOException {
        return switch (service) {
            case DATA_API -> dataApi(settings);
            case INSIGHTS -> insights(settings);
            case GATEWAY -> gateway(settings);
        };
    }

    private static LocalService dataApi(Settings settings) throws IOException {
        var config = DataApiConfig.from(settings);
        var server = DataApiServer.start(config, telemetry(DataApiServer.NAME, settings));
        return new LocalService(new Endpoint(server.address(), server.management()), server::close);
    }

    private static LocalService insights(Settings settings) throws IOException {
        var config = InsightsConfig.from(settings);
        settings.rejectMistakes();
        var server = InsightsServer.start(config, telemetry(InsightsServer.NAME, settings));
        return new LocalService(new Endpoint(server.address(), server.management()), server::close);
    }

    private static LocalService gateway(Settings settings) throws IOException {
        var config = GatewayConfig.from(settings);
        settings.rejectMistakes();
        var server = GatewayServer.start(config, telemetry(GatewayServer.NAME, settings));
        return new LocalService(new Endpoint(server.address(), server.management()), server::close);
    }

    /** The {@code OTEL_*} settings as a process of its own would read them from its environment. */
    private static Telemetry telemetry(String service, Settings settings) {
        Map<String, String> properties = new HashMap<>();
        settings.values().forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return Telemetry.start(service, properties);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    /** It ends with this JVM only. */
    @Override
    public Optional<String> ended() {
        return Optional.empty();
    }

    @Override
    public void close() {
        close.run();
    }
}
