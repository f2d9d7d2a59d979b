package io.fawkes.runtime.management;

import com.google.gson.Gson;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.resources.LoopResources;

/**
 * The management port: {@code /healthz} (200 while the process lives), {@code /ready} (200 or 503, with every check) and
 * {@code /metrics} (Prometheus text).
 *
 * <p>Serves on a thread of its own, so that it answers while the service's threads are busy.
 */
public final class ManagementServer implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(10);
    private static final String JSON = "application/json";

    private final DisposableServer server;
    private final LoopResources loops;

    private ManagementServer(DisposableServer server, LoopResources loops) {
        this.server = server;
        this.loops = loops;
    }

    /**
     * Binds {@code address}, port 0 for any free one.
     *
     * @param metrics Prometheus text, asked at each scrape
     * @param metricsType its media type
     */
    public static ManagementServer start(
            InetSocketAddress address, Readiness readiness, Supplier<String> metrics, String metricsType) {
        var loops = LoopResources.create("management", 1, true);
        var server = HttpServer.create()
                .bindAddress(() -> address)
                .runOn(loops)
                .route(routes -> route(routes, readiness, metrics, metricsType))
                .bindNow(START);
        return new ManagementServer(server, loops);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.address();
    }

    /** Closes the port and its thread; waits for that. */
    @Override
    public void close() {
        server.disposeNow(CLOSING);
        loops.disposeLater(Duration.ZERO, CLOSING).block(CLOSING);
    }

    private static void route(
            HttpServerRoutes routes, Readiness readiness, Supplier<String> metrics, String metricsType) {
        routes.get("/healthz", (_, response) -> respond(response, 200, JSON, "{\"alive\":true}"));
        routes.get("/ready", (_, response) -> readiness.report().flatMap(report -> respond(response, report)));
        routes.get(
                "/metrics",
                (_, response) -> Mono.fromSupplier(metrics).flatMap(text -> respond(response, 200, metricsType, text)));
    }

    private static Mono<Void> respond(HttpServerResponse response, Readiness.Report report) {
        return respond(response, report.ready() ? 200 : 503, JSON, new Gson().toJson(Answer.of(report)));
    }

    private static Mono<Void> respond(HttpServerResponse response, int status, String type, String body) {
        return response.status(status)
                .header("Content-Type", type)
                .header("Cache-Control", "no-store")
                .sendString(Mono.just(body))
                .then();
    }

    private record Answer(boolean ready, boolean stopping, List<Readiness.Check> checks) {
        static Answer of(Readiness.Report report) {
            return new Answer(report.ready(), report.stopping(), report.checks());
        }
    }
}
