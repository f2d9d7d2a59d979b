package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.doctor.ClockSkew;
import io.fawkes.standalone.doctor.Configuration;
import io.fawkes.standalone.doctor.HttpReach;
import io.fawkes.standalone.doctor.RemoteClock;
import io.fawkes.standalone.doctor.Stage;
import io.fawkes.standalone.doctor.TcpReach;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Servers beside the mesh that the settings name. One that is not named is not missed. */
final class OutsidePeers {

    private static final String PROMETHEUS = "FAWKES_PROMETHEUS_URL";
    private static final int OTLP_GRPC_PORT = 4317;

    private OutsidePeers() {}

    static List<Stage> of(Settings settings) {
        var named = Stream.concat(prometheus(settings).stream(), telemetry(settings))
                .toList();
        return Stream.concat(named.stream(), mistakes(settings)).toList();
    }

    private static Optional<Stage> prometheus(Settings settings) {
        return settings.read(PROMETHEUS, OutsidePeers::server, "a URL such as http://127.0.0.1:9090")
                .map(url -> URI.create(url.toString().replaceAll("/+$", "") + "/-/ready"))
                .map(ready -> new Stage(
                        new HttpReach("Prometheus", ready, PROMETHEUS),
                        List.of(Stage.of(
                                new ClockSkew("Prometheus", RemoteClock.ofHttp(ready), InstantSource.system())))));
    }

    private static Stream<Stage> telemetry(Settings settings) {
        return Stream.of("", "_TRACES", "_METRICS")
                .map("OTEL_EXPORTER_OTLP%s_ENDPOINT"::formatted)
                .flatMap(variable -> settings
                        .read(variable, OutsidePeers::address, "a URL such as http://127.0.0.1:4317")
                        .map(address -> Stage.of(new TcpReach("OTLP endpoint", address, variable)))
                        .stream());
    }

    private static Stream<Stage> mistakes(Settings settings) {
        var check = new Configuration("the doctor", settings::rejectMistakes);
        return check.findings().stream().anyMatch(found -> !found.isWell())
                ? Stream.of(Stage.of(check))
                : Stream.empty();
    }

    private static URI server(String text) {
        var uri = URI.create(text);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }

    private static Address address(String text) {
        var uri = server(text);
        return new Address(uri.getHost(), uri.getPort() < 0 ? OTLP_GRPC_PORT : uri.getPort());
    }
}
