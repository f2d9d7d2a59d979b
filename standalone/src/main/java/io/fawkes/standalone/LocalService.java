package io.fawkes.standalone;

import io.fawkes.dataapi.DataApiServer;
import io.fawkes.gateway.GatewayServer;
import io.fawkes.insights.InsightsServer;
import io.fawkes.runtime.config.Settings;
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
            case DATA_API -> {
                var server = DataApiServer.start(settings);
                yield new LocalService(new Endpoint(server.address(), server.management()), server::close);
            }
            case INSIGHTS -> {
                var server = InsightsServer.start(settings);
                yield new LocalService(new Endpoint(server.address(), server.management()), server::close);
            }
            case GATEWAY -> {
                var server = GatewayServer.start(settings);
                yield new LocalService(new Endpoint(server.address(), server.management()), server::close);
            }
        };
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
