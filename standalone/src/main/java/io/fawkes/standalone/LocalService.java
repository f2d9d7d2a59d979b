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
        var server = DataApiServer.start(config, Telemetry.start(DataApiServer.NAME, settings));
        return new LocalService(new Endpoint(server.address(), server.management()), server::close);
    }

    private static LocalService insights(Settings settings) throws IOException {
        var config = InsightsConfig.from(settings);
        settings.rejectMistakes();
        var server = InsightsServer.start(config, Telemetry.start(InsightsServer.NAME, settings));
        return new LocalService(new Endpoint(server.address(), server.management()), server::close);
    }

    private static LocalService gateway(Settings settings) throws IOException {
        var config = GatewayConfig.from(settings);
        settings.rejectMistakes();
        var server = GatewayServer.start(config, Telemetry.start(GatewayServer.NAME, settings));
        return new LocalService(new Endpoint(server.address(), server.management()), server::close);
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
