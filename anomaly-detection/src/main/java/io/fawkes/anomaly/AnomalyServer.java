package io.fawkes.anomaly;

import io.fawkes.anomaly.domain.watch.RuleWatcher;
import io.fawkes.anomaly.postgres.PostgresStorage;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The anomaly-detection service: says what is odd. Running once started; {@link #close} drains it. */
public final class AnomalyServer implements AutoCloseable {

    /** Name of the service in logs, traces and messages. */
    public static final String NAME = "anomaly-detection";

    private static final Duration OPENING = Duration.ofSeconds(60);

    private final Readiness readiness;
    private final RpcServer rpc;
    private final ManagementServer management;
    private final Deque<Runnable> closing;

    private AnomalyServer(Readiness readiness, RpcServer rpc, ManagementServer management, Deque<Runnable> closing) {
        this.readiness = readiness;
        this.rpc = rpc;
        this.management = management;
        this.closing = closing;
    }

    /** Starts as {@code settings} say. */
    public static AnomalyServer start(Settings settings) throws IOException {
        return start(AnomalyConfig.from(settings), Telemetry.start(NAME, settings));
    }

    /**
     * Starts watching and serving; does not wait for a Prometheus. Owns {@code telemetry} from then on.
     *
     * @throws IOException if an address cannot be bound
     */
    public static AnomalyServer start(AnomalyConfig config, Telemetry telemetry) throws IOException {
        Deque<Runnable> closing = new ArrayDeque<>();
        closing.push(telemetry::close);
        try {
            return start(config, telemetry, closing);
        } catch (IOException | RuntimeException e) {
            closing.forEach(Runnable::run);
            throw e;
        }
    }

    private static AnomalyServer start(AnomalyConfig config, Telemetry telemetry, Deque<Runnable> closing)
            throws IOException {
        var clock = InstantSource.system();
        PostgresStorage storage = Objects.requireNonNull(
                PostgresStorage.open(config.postgres(), telemetry.api()).block(OPENING), "a storage");
        closing.push(storage::close);
        var readiness = new Readiness().require("postgres", storage::ping);
        var management = ManagementServer.start(
                config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
        closing.push(management::close);
        Samples samples = Samples.open(config, clock);
        closing.push(samples::close);
        watch(config, samples, storage, clock, new WatchTelemetry(telemetry.api()))
                .ifPresent(closing::push);
        var rpc = RpcServer.start(
                config.listen(),
                CallLimits.DEFAULT,
                Callers.of(config, telemetry.api(), closing),
                telemetry.api(),
                Rpcs.of(config, storage, samples));
        closing.push(rpc::close);
        return new AnomalyServer(readiness, rpc, management, closing);
    }

    /** Begins to watch, if there is anything to watch; how that is ended. */
    private static Optional<Runnable> watch(
            AnomalyConfig config,
            Samples samples,
            PostgresStorage storage,
            InstantSource clock,
            WatchTelemetry metrics) {
        String holder = NAME + "-" + UUID.randomUUID();
        return samples.source()
                .map(source -> RuleWatcher.start(
                        config.rules(), source, storage.watching(holder), config.policy(), clock, metrics))
                .map(watcher -> watcher::close);
    }

    /** Where gRPC is served. */
    public Address address() {
        return rpc.address();
    }

    /** Where health, readiness and metrics are served. */
    public Address management() {
        return new Address(
                management.address().getHostString(), management.address().getPort());
    }

    /** Ends calls, then the watching, whose state is kept, then everything under them. */
    @Override
    public void close() {
        readiness.stopping();
        closing.forEach(Runnable::run);
        closing.clear();
    }
}
