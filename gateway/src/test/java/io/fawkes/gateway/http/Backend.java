package io.fawkes.gateway.http;

import io.fawkes.gateway.access.RateLimit;
import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Authentication;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A door, and behind it a real gRPC server with four services of the contract. */
final class Backend implements AutoCloseable {
    static final String PORTAL = "https://portal.example";
    static final MeshDescriptors MESH = MeshDescriptors.load();
    static final Context.Key<Metadata> METADATA = Context.key("metadata");
    /** Long enough that no test meets it unasked. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(5);

    final CatalogService catalog = new CatalogService();
    final DoraService dora = new DoraService();
    final DeliveryService deliveries = new DeliveryService();
    final ImportService imports = new ImportService();
    final HttpDoor door;
    private final Server server;
    private final ManagedChannel channel;
    private final ManagedChannel nowhere;

    Backend() throws IOException {
        this(Optional.empty(), HEARTBEAT);
    }

    Backend(TlsFiles tls) throws IOException {
        this(Optional.of(tls), HEARTBEAT);
    }

    Backend(Duration heartbeat) throws IOException {
        this(Optional.empty(), heartbeat);
    }

    private Backend(Optional<TlsFiles> tls, Duration heartbeat) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                .addService(catalog)
                .addService(dora)
                .addService(deliveries)
                .addService(imports)
                .intercept(new MetadataKeeper())
                .build()
                .start();
        channel = NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                .usePlaintext()
                .build();
        nowhere = NettyChannelBuilder.forAddress("127.0.0.1", 1).usePlaintext().build();
        Map<String, Channel> channels = Map.of(
                "fawkes.dataapi.v1.CatalogService", channel,
                "fawkes.dataapi.v1.DeliveryService", channel,
                "fawkes.dataapi.v1.FactService", nowhere,
                "fawkes.dataapi.v1.ImportService", channel,
                "fawkes.insights.v1.DoraService", channel);
        var config = new DoorConfig(
                new Address("127.0.0.1", 0),
                tls,
                Set.of(PORTAL),
                Authentication.loopback(),
                limits(heartbeat),
                RateLimit.DEFAULT);
        door = HttpDoor.open(config, MESH, Backends.of(channels), OpenTelemetry.noop());
    }

    private static DoorLimits limits(Duration heartbeat) {
        return new DoorLimits(
                Duration.ofSeconds(20),
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                1024 * 1024,
                64 * 1024,
                64L * 1024 * 1024,
                4 * 1024 * 1024,
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                heartbeat,
                Duration.ofSeconds(25));
    }

    URI uri(String path) {
        return URI.create("http://%s%s".formatted(door.address(), path));
    }

    @Override
    public void close() {
        door.close();
        channel.shutdownNow();
        nowhere.shutdownNow();
        server.shutdownNow();
    }

    private static final class MetadataKeeper implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return Contexts.interceptCall(Context.current().withValue(METADATA, headers), call, headers, next);
        }
    }
}
