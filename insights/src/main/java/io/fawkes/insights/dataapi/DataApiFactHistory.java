package io.fawkes.insights.dataapi;

import io.fawkes.dataapi.v1.ErrorReason;
import io.fawkes.dataapi.v1.FeedPosition;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc.ReactorFactServiceStub;
import io.fawkes.dataapi.v1.ReadFactsRequest;
import io.fawkes.dataapi.v1.ReadFactsResponse;
import io.fawkes.dataapi.v1.ResolveFeedPositionRequest;
import io.fawkes.insights.domain.FactHistory;
import io.fawkes.insights.domain.InsightsException;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** data-api's log as it was, over gRPC. A call lives as long as the question it serves. */
public final class DataApiFactHistory implements FactHistory {
    private final Peer peer;
    private final ReactorFactServiceStub stub;

    public DataApiFactHistory(Peer peer) {
        this.peer = peer;
        this.stub = ReactorFactServiceGrpc.newReactorStub(peer.channel());
    }

    @Override
    public Mono<String> position(Instant time) {
        var request = ResolveFeedPositionRequest.newBuilder()
                .setTime(Times.timestamp(time))
                .build();
        return peer.one(stub, log -> log.resolveFeedPosition(request))
                .map(FeedPosition::getPosition)
                .onErrorMap(DataApiFactHistory::refused);
    }

    @Override
    public Flux<Fact> catalog(String position) {
        return read(ReadFactsRequest.newBuilder().setPosition(position).build());
    }

    @Override
    public Flux<Fact> facts(String position, Collection<SourceKey> keys) {
        var request = ReadFactsRequest.newBuilder().setPosition(position);
        keys.forEach(key -> request.addSourceKeysBuilder().setKey(key.key()).setValue(key.value()));
        return keys.isEmpty() ? Flux.empty() : read(request.build());
    }

    private Flux<Fact> read(ReadFactsRequest request) {
        return peer.many(stub, log -> log.readFacts(request))
                .concatMapIterable(ReadFactsResponse::getFactsList)
                .map(FactProtos::fact)
                .concatMap(Mono::justOrEmpty)
                .onErrorMap(DataApiFactHistory::refused);
    }

    private static Throwable refused(Throwable error) {
        if (reasonOf(error)
                .filter(ErrorReason.AS_OF_OUT_OF_RANGE.name()::equals)
                .isPresent()) {
            return new InsightsException.AsOfOutOfRange(
                    Objects.requireNonNullElse(Status.fromThrowable(error).getDescription(), "as_of: out of range"));
        }
        return error instanceof StatusRuntimeException status
                        && status.getStatus().getCode() == Status.Code.UNAVAILABLE
                ? new InsightsException.HistoryAway()
                : error;
    }

    private static Optional<String> reasonOf(Throwable error) {
        return RpcStatus.errorInfo(error).map(info -> info.getReason());
    }
}
