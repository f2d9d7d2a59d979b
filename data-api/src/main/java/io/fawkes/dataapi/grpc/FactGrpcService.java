package io.fawkes.dataapi.grpc;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import com.salesforce.reactorgrpc.stub.ReactorCallOptions;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.dataapi.domain.report.KeepReports;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.fawkes.dataapi.v1.WriteFactsRequest;
import io.fawkes.dataapi.v1.WriteFactsResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import io.grpc.CallOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The fact feed, and the stream of facts into it, as rpcs. */
public final class FactGrpcService extends ReactorFactServiceGrpc.FactServiceImplBase {

    /** While one transaction commits, the next is merged. */
    private static final int WRITES_AT_ONCE = 2;

    /** The bridge to gRPC would otherwise read half a thousand messages ahead, each of up to a thousand facts. */
    private static final CallOptions READ_AHEAD = CallOptions.DEFAULT
            .withOption(ReactorCallOptions.CALL_OPTIONS_PREFETCH, WRITES_AT_ONCE)
            .withOption(ReactorCallOptions.CALL_OPTIONS_LOW_TIDE, 1);

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final WatchFacts watchFacts;
    private final KeepReports keepReports;

    public FactGrpcService(WatchFacts watchFacts, KeepReports keepReports) {
        this.watchFacts = watchFacts;
        this.keepReports = keepReports;
    }

    @Override
    public Flux<WatchFactsResponse> watchFacts(WatchFactsRequest request) {
        return edge.many(() -> watchFacts
                .from(FeedCursor.decoded(request.getCursor()), FeedFilters.of(request))
                .map(FactGrpcService::response));
    }

    /** Stored facts go out as the bytes they are: to a message, a field it was not told of is bytes to pass on. */
    private static WatchFactsResponse response(FeedPage page) {
        var facts = UnknownFieldSet.Field.newBuilder();
        page.facts().forEach(fact -> facts.addLengthDelimited(UnsafeByteOperations.unsafeWrap(fact.array())));
        return WatchFactsResponse.newBuilder()
                .setUnknownFields(UnknownFieldSet.newBuilder()
                        .addField(WatchFactsResponse.FACTS_FIELD_NUMBER, facts.build())
                        .build())
                .setCursor(page.cursor().encoded())
                .setCaughtUp(page.caughtUp())
                .setReadTime(Times.timestamp(page.readAt()))
                .build();
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
