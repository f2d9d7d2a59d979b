package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A running mesh: PostgreSQL and every {@link Service}, started in their order and stopped in the opposite one. Whatever its {@link Shape}, the services talk real gRPC on loopback, each with its own telemetry and management port.
 */
public final class Mesh implements AutoCloseable {

    private final Parts parts;
    private final Shape shape;
    private final Ground ground;
    private final Map<Service, Endpoint> running = new EnumMap<>(Service.class);

    private Mesh(MeshConfig config, Shape shape, Parts parts) {
        this.parts = parts;
        this.shape = shape;
        this.ground = Ground.prepare(config, parts);
        for (Service service : Service.values()) {
            running.put(service, launch(service, config.wanted(service), config.of(service, ground, running)));
        }
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

    /** Where {@code service} is. */
    public Endpoint endpoint(Service service) {
        return Objects.requireNonNull(running.get(service), service::title);
    }

    /** The public door: REST and gRPC. */
    public Endpoint gateway() {
        return endpoint(Service.GATEWAY);
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

    /** Drains the gateway, then the services behind it, then stops PostgreSQL; waits for each. */
    @Override
    public void close() {
        parts.close();
    }
}
