package io.fawkes.gateway.passthrough;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Answers reflection (v1 and v1alpha) and health for the whole mesh, from its descriptors: a caller sees one server.
 * Runs inside this process; closed with the door.
 */
public final class MeshIntrospection implements AutoCloseable {
    private static final Set<String> SERVICES = Set.of(
            "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection", "grpc.health.v1.Health");

    private final HealthStatusManager health;
    private final Server server;
    private final ManagedChannel channel;

    private MeshIntrospection(HealthStatusManager health, Server server, ManagedChannel channel) {
        this.health = health;
        this.server = server;
        this.channel = channel;
    }

    /** Starts answering for {@code mesh}; every service of it is reported as serving. */
    public static MeshIntrospection start(MeshDescriptors mesh) throws IOException {
        var name = "mesh-introspection-" + UUID.randomUUID();
        var health = new HealthStatusManager();
        var builder = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .addService(alphaReflection());
        for (var service : mesh.services()) {
            builder.addService(described(service.getFullName(), service.getFile()));
            health.setStatus(service.getFullName(), ServingStatus.SERVING);
        }
        return new MeshIntrospection(
                health,
                builder.build().start(),
                InProcessChannelBuilder.forName(name).directExecutor().build());
    }

    /** The channel for calls to {@code service}; empty unless it is one answered here. */
    Optional<Channel> serving(String service) {
        return SERVICES.contains(service) ? Optional.of(channel) : Optional.empty();
    }

    /** Reports from now on that nothing is served; watchers of health are told. */
    public void stopping() {
        health.enterTerminalState();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    /** A service without methods here: only its descriptor is asked for. */
    private static ServerServiceDefinition described(String name, FileDescriptor file) {
        ProtoFileDescriptorSupplier schema = () -> file;
        return ServerServiceDefinition.builder(ServiceDescriptor.newBuilder(name)
                        .setSchemaDescriptor(schema)
                        .build())
                .build();
    }

    /** Older clients, Postman among them, know only this version. */
    @SuppressWarnings("deprecation")
    private static BindableService alphaReflection() {
        return io.grpc.protobuf.services.ProtoReflectionService.newInstance();
    }
}
