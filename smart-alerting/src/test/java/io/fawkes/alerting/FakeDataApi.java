package io.fawkes.alerting;

import io.fawkes.dataapi.v1.CreateIncidentRequest;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.IncidentServiceGrpc;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** data-api as far as smart-alerting calls it, over real gRPC. */
final class FakeDataApi extends IncidentServiceGrpc.IncidentServiceImplBase implements AutoCloseable {

    private final List<CreateIncidentRequest> reports = new CopyOnWriteArrayList<>();
    private final Server server;

    private FakeDataApi(int port) {
        try {
            this.server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FakeDataApi start(int port) {
        return new FakeDataApi(port);
    }

    @Override
    public void createIncident(CreateIncidentRequest request, StreamObserver<Incident> answer) {
        reports.add(request);
        answer.onNext(request.getIncident().toBuilder()
                .setName("incidents/" + request.getIncidentId())
                .build());
        answer.onCompleted();
    }

    int port() {
        return server.getPort();
    }

    /** What was reported so far. */
    List<CreateIncidentRequest> reports() {
        return List.copyOf(reports);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
