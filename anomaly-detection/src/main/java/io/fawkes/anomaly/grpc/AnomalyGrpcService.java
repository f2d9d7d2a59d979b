package io.fawkes.anomaly.grpc;

import io.fawkes.anomaly.domain.AnomalyException.UnknownAnomaly;
import io.fawkes.anomaly.domain.event.Anomaly;
import io.fawkes.anomaly.domain.event.AnomalyBook;
import io.fawkes.anomaly.domain.event.AnomalyBook.Position;
import io.fawkes.anomaly.domain.event.AnomalyCursor;
import io.fawkes.anomaly.domain.event.WatchAnomalies;
import io.fawkes.anomaly.v1.ExplainAnomalyRequest;
import io.fawkes.anomaly.v1.ExplainAnomalyResponse;
import io.fawkes.anomaly.v1.GetAnomalyRequest;
import io.fawkes.anomaly.v1.ListAnomaliesRequest;
import io.fawkes.anomaly.v1.ListAnomaliesResponse;
import io.fawkes.anomaly.v1.ReactorAnomalyServiceGrpc;
import io.fawkes.anomaly.v1.WatchAnomaliesRequest;
import io.fawkes.anomaly.v1.WatchAnomaliesResponse;
import io.fawkes.runtime.rpc.Pages;
import io.fawkes.runtime.rpc.RpcEdge;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Anomalies over gRPC. */
public final class AnomalyGrpcService extends ReactorAnomalyServiceGrpc.AnomalyServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AnomalyStatuses());
    private final AnomalyBook book;
    private final WatchAnomalies watch;

    public AnomalyGrpcService(AnomalyBook book) {
        this.book = book;
        this.watch = new WatchAnomalies(book);
    }

    @Override
    public Mono<io.fawkes.anomaly.v1.Anomaly> getAnomaly(GetAnomalyRequest request) {
        return edge.one(() -> named(request.getName()).map(AnomalyProtos::anomaly));
    }

    @Override
    public Mono<ExplainAnomalyResponse> explainAnomaly(ExplainAnomalyRequest request) {
        return edge.one(() -> named(request.getName()).map(AnomalyProtos::explanation));
    }

    private Mono<Anomaly> named(String name) {
        return Mono.just(name)
                .filter(asked -> asked.startsWith(Anomaly.COLLECTION))
                .flatMap(asked -> book.find(asked.substring(Anomaly.COLLECTION.length())))
                .switchIfEmpty(Mono.error(() -> new UnknownAnomaly(name)));
    }

    @Override
    public Mono<ListAnomaliesResponse> listAnomalies(ListAnomaliesRequest request) {
        return edge.one(() -> {
            int size = Pages.size(request.getPageSize());
            var position = Pages.position(
                    request.getPageToken(), AnomalyStatuses::pageTokenInvalid, AnomalyGrpcService::position);
            return book.list(size + 1, position).collectList().map(read -> page(read, size));
        });
    }

    private static Position position(List<String> parts) {
        return new Position(Instant.parse(parts.getFirst()), parts.get(1));
    }

    private static ListAnomaliesResponse page(List<Anomaly> read, int size) {
        var response = ListAnomaliesResponse.newBuilder()
                .setNextPageToken(Pages.next(
                        read, size, last -> Pages.token(last.openTime().toString(), last.id())));
        Pages.rows(read, size).stream().map(AnomalyProtos::anomaly).forEach(response::addAnomalies);
        return response.build();
    }

    @Override
    public Flux<WatchAnomaliesResponse> watchAnomalies(WatchAnomaliesRequest request) {
        return edge.many(() -> watch.from(cursor(request.getCursor())).concatMapIterable(WatchMessages::of));
    }

    private static Optional<AnomalyCursor> cursor(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(AnomalyCursor.decoded(text));
    }
}
