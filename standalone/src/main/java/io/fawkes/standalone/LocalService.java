package io.fawkes.standalone;

import io.fawkes.alerting.AlertingServer;
import io.fawkes.anomaly.AnomalyServer;
import io.fawkes.dataapi.DataApiServer;
import io.fawkes.gateway.GatewayServer;
import io.fawkes.insights.InsightsServer;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A service inside this JVM. */
final class LocalService implements RunningService {

    private final Endpoint endpoint;
    private final Runnable close;

    private <S> LocalService(
            S server, Function<S, Address> serving, Function<S, Address> management, Consumer<S> close) {
        this.endpoint = new Endpoint(serving.apply(server), management.apply(server));
        this.close = () -> close.accept(server);
    }

    static LocalService start(Service service, Settings settings) throws IOException {
        return switch (service) {
            case DATA_API ->
                new LocalService(
                        DataApiServer.start(settings),
                        DataApiServer::address,
                        DataApiServer::management,
                        DataApiServer::close);
            case INSIGHTS ->
                new LocalService(
                        InsightsServer.start(settings),
                        InsightsServer::address,
                        InsightsServer::management,
                        InsightsServer::close);
            case ANOMALY_DETECTION ->
                new LocalService(
                        AnomalyServer.start(settings),
                        AnomalyServer::address,
                        AnomalyServer::management,
                        AnomalyServer::close);
            case SMART_ALERTING ->
                new LocalService(
                        AlertingServer.start(settings),
                        AlertingServer::address,
                        AlertingServer::management,
                        AlertingServer::close);
            case GATEWAY ->
                new LocalService(
                        GatewayServer.start(settings),
                        GatewayServer::address,
                        GatewayServer::management,
                        GatewayServer::close);
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
