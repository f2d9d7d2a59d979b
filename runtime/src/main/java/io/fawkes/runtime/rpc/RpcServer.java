package io.fawkes.runtime.rpc;

import io.fawkes.runtime.config.Address;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.grpc.v1_6.GrpcTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Sinks;

/**
 * A service's gRPC server: its rpcs behind the mesh's interceptors, health per service, and reflection (v1, v1alpha).
 *
 * <p>Running once built. {@link #close} drains: health says NOT_SERVING, new calls go elsewhere, accepted ones end, streams with a status
 * that sends their callers to another replica.
 */
public final class RpcServer implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(25);

    private final Server server;
    private final HealthStatusManager health;
    private final ScheduledExecutorService timer;
    private final Sinks.Empty<Void> draining;
    private final Address address;

    private RpcServer(
            Server server,
            HealthStatusManager health,
            ScheduledExecutorService timer,
            Sinks.Empty<Void> draining,
            Address address) {
        this.server = server;
        this.health = health;
        this.timer = timer;
        this.draining = draining;
        this.address = address;
    }

    /**
     * Starts serving.
     *
     * @throws IOException if the address cannot be bound
     */
    public static RpcServer start(
            Address listen,
            CallLimits limits,
            Authentication authentication,
            OpenTelemetry telemetry,
            List<? extends BindableService> services)
            throws IOException {
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rpc-deadlines").factory());
        Sinks.Empty<Void> draining = Sinks.empty();
        var admission = Admission.of(services, authentication);
        var call = new CallInterceptor(admission, limits, timer, draining.asMono());
        var tracing = GrpcTelemetry.create(telemetry).createServerInterceptor();
        var health = new HealthStatusManager();
        var builder = builder(listen, limits)
                .fallbackHandlerRegistry(new UnknownMethods())
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .addService(alphaReflection());
        // gRPC runs the last interceptor first: tracing sees every call, also the refused ones.
        for (BindableService service : services) {
            var inner = ServerInterceptors.intercept(service.bindService(), witnesses());
            builder.addService(ServerInterceptors.intercept(inner, call, tracing));
            health.setStatus(inner.getServiceDescriptor().getName(), ServingStatus.SERVING);
        }
        var server = builder.build().start();
        return new RpcServer(server, health, timer, draining, listen.withPort(server.getPort()));
    }

    private static List<ServerInterceptor> witnesses() {
        return ServiceLoader.load(CallWitness.class).stream()
                .<ServerInterceptor>map(ServiceLoader.Provider::get)
                .toList();
    }

    private static NettyServerBuilder builder(Address listen, CallLimits limits) {
        return NettyServerBuilder.forAddress(listen.toSocketAddress())
                .maxInboundMessageSize(limits.messageBytes())
                .maxInboundMetadataSize(limits.metadataBytes())
                .maxConcurrentCallsPerConnection(limits.callsPerConnection())
                .permitKeepAliveTime(30, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionAge(5, TimeUnit.MINUTES)
                .maxConnectionAgeGrace(1, TimeUnit.HOURS);
    }

    /** Older clients, Postman among them, know only this version. */
    @SuppressWarnings("deprecation")
    private static BindableService alphaReflection() {
        return ProtoReflectionService.newInstance();
    }

    /** Where it listens, with the port that the system chose if 0 was asked for. */
    public Address address() {
        return address;
    }

    /** Says in {@code grpc.health.v1} that this process takes no more calls; calls are still answered. */
    public void stopping() {
        health.enterTerminalState();
    }

    @Override
    public void close() {
        stopping();
        server.shutdown();
        draining.tryEmitEmpty();
        try {
            if (!server.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
    }
}
