package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import java.nio.file.Path;

/**
 * A running mesh: PostgreSQL, data-api, insights and the gateway, started in this order and stopped in the opposite one.
 * Whatever its {@link Shape}, the services talk real gRPC on loopback, each with its own telemetry and management port.
 */
public final class Mesh implements AutoCloseable {

    private final Parts parts;
    private final Shape shape;
    private final Ground ground;
    private final Endpoint dataApi;
    private final Endpoint insights;
    private final Endpoint gateway;

    private Mesh(MeshConfig config, Shape shape, Parts parts) {
        this.parts = parts;
        this.shape = shape;
        this.ground = Ground.prepare(config, parts);
        this.dataApi = launch(Service.DATA_API, config.dataApi(), config.ofDataApi(ground));
        this.insights = launch(Service.INSIGHTS, config.insights(), config.ofInsights(dataApi.serving()));
        this.gateway =
                launch(Service.GATEWAY, config.gateway(), config.ofGateway(dataApi.serving(), insights.serving()));
    }

    /** Starts a mesh in this JVM, silently. */
    public static Mesh start(MeshConfig config) {
        return start(config, Shape.ONE_JVM, Progress.SILENT);
    }

    /**
     * Starts a mesh; every service is ready when this returns.
     *
     * @throws io.fawkes.standalone.storage.StartFailure if a part does not start; those before it are stopped then
     */
    public static Mesh start(MeshConfig config, Shape shape, Progress progress) {
        return start(config, shape, new Parts(progress));
    }

    /** The same, with its parts known to the caller, who may stop them in the middle of the start. */
    static Mesh start(MeshConfig config, Shape shape, Parts parts) {
        return new Mesh(shape.prepared(config), shape, parts);
    }

    private Endpoint launch(Service service, Endpoint wanted, Settings settings) {
        return parts.start(service.title(), () -> ready(service, wanted, settings))
                .endpoint();
    }

    private RunningService ready(Service service, Endpoint wanted, Settings settings) throws Exception {
        service.demandFree(wanted);
        var running = shape.launch(service, settings);
        try {
            new ReadyProbe(service.title(), running).await();
            return running;
        } catch (InterruptedException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    /** The public door: REST and gRPC. */
    public Endpoint gateway() {
        return gateway;
    }

    /** Where data-api is. */
    public Endpoint dataApi() {
        return dataApi;
    }

    /** Where insights is. */
    public Endpoint insights() {
        return insights;
    }

    /** What the services stand on: the data folder, PostgreSQL, the webhook secret. */
    public Ground ground() {
        return ground;
    }

    /** Where everything is kept. */
    public Path dataFolder() {
        return ground.folder();
    }

    /** Signs GitHub's webhooks. */
    public String webhookSecret() {
        return ground.webhookSecret("github").value();
    }

    /** Drains the gateway, then insights, then data-api, then stops PostgreSQL; waits for each. */
    @Override
    public void close() {
        parts.close();
    }
}
