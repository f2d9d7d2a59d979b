package io.fawkes.dataapi.grpc;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import com.salesforce.reactorgrpc.stub.ReactorCallOptions;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.dataapi.domain.history.FactHistory;
import io.fawkes.dataapi.domain.report.KeepReports;
import io.fawkes.dataapi.v1.FeedPosition;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.ReadFactsRequest;
import io.fawkes.dataapi.v1.ReadFactsResponse;
import io.fawkes.dataapi.v1.ResolveFeedPositionRequest;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.fawkes.dataapi.v1.WriteFactsRequest;
import io.fawkes.dataapi.v1.WriteFactsResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import io.grpc.CallOptions;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The fact feed, the stream of facts into it and the log behind it, as rpcs. */
public final class FactGrpcService extends ReactorFactServiceGrpc.FactServiceImplBase {

    private static final int FACTS_PER_MESSAGE = 500;

    /** While one transaction commits, the next is merged. */
    private static final int WRITES_AT_ONCE = 2;

    /** The bridge to gRPC would otherwise read half a thousand messages ahead, each of up to a thousand facts. */
    private static final CallOptions READ_AHEAD = CallOptions.DEFAULT
            .withOption(ReactorCallOptions.CALL_OPTIONS_PREFETCH, WRITES_AT_ONCE)
            .withOption(ReactorCallOptions.CALL_OPTIONS_LOW_TIDE, 1);

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final WatchFacts watchFacts;
    private final KeepReports keepReports;
    private final FactHistory history;

    public FactGrpcService(WatchFacts watchFacts, KeepReports keepReports, FactHistory history) {
        this.watchFacts = watchFacts;
        this.keepReports = keepReports;
        this.history = history;
    }

    @Override
    public Flux<WatchFactsResponse> watchFacts(WatchFactsRequest request) {
        return edge.many(() -> watchFacts
                .from(FeedCursor.decoded(request.getCursor()), FeedFilters.of(request))
                .map(FactGrpcService::response));
    }

    @Override
    public Mono<FeedPosition> resolveFeedPosition(ResolveFeedPositionRequest request) {
        return edge.one(() -> history.at(Times.instant("time", request.getTime()))
                .map(found -> FeedPosition.newBuilder()
                        .setPosition(found.position().encoded())
                        .setTime(Times.timestamp(found.time()))
                        .build()));
    }

    @Override
    public Flux<ReadFactsResponse> readFacts(ReadFactsRequest request) {
        return edge.many(() -> {
            FeedCursor position = FeedCursor.decoded(request.getPosition());
            Flux<Bytes> facts = request.getSourceKeysCount() == 0
                    ? history.catalog(position)
                    : history.facts(position, sourceKeys(request));
            return facts.buffer(FACTS_PER_MESSAGE).map(FactGrpcService::response);
        });
    }

    private static List<SourceKey> sourceKeys(ReadFactsRequest request) {
        return request.getSourceKeysList().stream()
                .map(key -> new SourceKey(key.getKey(), key.getValue()))
                .distinct()
                .toList();
    }

    private static ReadFactsResponse response(List<Bytes> facts) {
        return ReadFactsResponse.newBuilder()
                .setUnknownFields(stored(ReadFactsResponse.FACTS_FIELD_NUMBER, facts))
                .build();
    }

    private static WatchFactsResponse response(FeedPage page) {
        return WatchFactsResponse.newBuilder()
                .setUnknownFields(stored(WatchFactsResponse.FACTS_FIELD_NUMBER, page.facts()))
                .setCursor(page.cursor().encoded())
                .setCaughtUp(page.caughtUp())
                .setReadTime(Times.timestamp(page.readAt()))
                .build();
    }

    /** Stored facts go out as the bytes they are: to a message, a field it was not told of is bytes to pass on. */
    private static UnknownFieldSet stored(int field, List<Bytes> facts) {
        var values = UnknownFieldSet.Field.newBuilder();
        facts.forEach(fact -> values.addLengthDelimited(UnsafeByteOperations.unsafeWrap(fact.array())));
        return UnknownFieldSet.newBuilder().addField(field, values.build()).build();
    }

    @Override
    protected CallOptions getCallOptions(int methodId) {
        return READ_AHEAD;
    }

    @Override
    public Flux<WriteFactsResponse> writeFacts(Flux<WriteFactsRequest> requests) {
        return edge.many(() -> CallRequests.of(requests).flatMapSequential(this::written, WRITES_AT_ONCE, 1));
    }

    private Mono<WriteFactsResponse> written(WriteFactsRequest request) {
        return Mono.fromSupplier(() -> FactReports.read(request))
                .flatMap(keepReports::keep)
                .map(FactReports::answer);
    }
}
