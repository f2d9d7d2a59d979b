package io.fawkes.alerting;

import io.fawkes.anomaly.v1.Anomaly;
import io.fawkes.anomaly.v1.AnomalyChange;
import io.fawkes.anomaly.v1.AnomalyServiceGrpc;
import io.fawkes.anomaly.v1.ChangeKind;
import io.fawkes.anomaly.v1.WatchAnomaliesRequest;
import io.fawkes.anomaly.v1.WatchAnomaliesResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The watch of anomaly-detection over gRPC: what is told goes to every watch that is open. */
final class FakeAnomalies extends AnomalyServiceGrpc.AnomalyServiceImplBase implements AutoCloseable {

    private final List<StreamObserver<WatchAnomaliesResponse>> watches = new CopyOnWriteArrayList<>();
    private final List<String> cursors = new CopyOnWriteArrayList<>();
    private final AtomicInteger told = new AtomicInteger();
    private final Server server;

    FakeAnomalies() {
        try {
            this.server = NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                    .addService(this)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void watchAnomalies(WatchAnomaliesRequest request, StreamObserver<WatchAnomaliesResponse> answer) {
        cursors.add(request.getCursor());
        watches.add(answer);
    }

    void tell(ChangeKind kind, Anomaly anomaly) {
        var message = WatchAnomaliesResponse.newBuilder()
                .addChanges(AnomalyChange.newBuilder().setKind(kind).setAnomaly(anomaly))
                .setCursor("place-" + told.incrementAndGet())
                .build();
        watches.getLast().onNext(message);
    }

    /** Ends every watch as a restart does. */
    void drop() {
        watches.forEach(watch -> watch.onError(io.grpc.Status.UNAVAILABLE.asRuntimeException()));
        watches.clear();
    }

    /** Where each watch began, in order. */
    List<String> cursors() {
        return List.copyOf(cursors);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
