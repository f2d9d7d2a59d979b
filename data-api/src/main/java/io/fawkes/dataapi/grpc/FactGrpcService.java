package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.feed.WatchFacts;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import reactor.core.publisher.Flux;

/** The fact feed as an rpc. */
public final class FactGrpcService extends ReactorFactServiceGrpc.FactServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final WatchFacts watchFacts;

    public FactGrpcService(WatchFacts watchFacts) {
        this.watchFacts = watchFacts;
    }

    @Override
    public Flux<WatchFactsResponse> watchFacts(WatchFactsRequest request) {
        return edge.many(
                () -> watchFacts.from(FeedCursor.decoded(request.getCursor())).map(FactGrpcService::response));
    }

    private static WatchFactsResponse response(FeedPage page) {
        var response = WatchFactsResponse.newBuilder()
                .setCursor(page.cursor().encoded())
                .setCaughtUp(page.caughtUp())
                .setReadTime(Times.timestamp(page.readAt()));
        page.facts().forEach(fact -> response.addFacts(FactMessages.parse(fact)));
        return response.build();
    }
}
