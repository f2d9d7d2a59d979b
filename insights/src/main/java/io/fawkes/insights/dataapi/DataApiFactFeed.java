package io.fawkes.insights.dataapi;

import io.fawkes.dataapi.v1.ErrorReason;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc.ReactorFactServiceStub;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.fawkes.insights.domain.FactFeed;
import io.fawkes.insights.domain.FeedMessage;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * The fact feed over gRPC. A stream that ends, fails or falls silent is opened again at the last cursor, after 0.1 s and
 * up to 5 s with jitter; an expired cursor begins the feed anew.
 */
public final class DataApiFactFeed implements FactFeed {
    private static final Logger LOG = LoggerFactory.getLogger(DataApiFactFeed.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final double JITTER = 0.5;
    /** An idle feed says so each second; one that says nothing for so long is lost. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Peer peer;
    private final ReactorFactServiceStub stub;

    public DataApiFactFeed(Peer peer) {
        this.peer = peer;
        this.stub = ReactorFactServiceGrpc.newReactorStub(peer.channel());
    }

    @Override
    public Flux<FeedMessage> follow() {
        return follow("");
    }

    @Override
    public Flux<FeedMessage> follow(String cursor) {
        return Flux.defer(() -> follow(new Place(cursor)));
    }

    private Flux<FeedMessage> follow(Place place) {
        return Flux.defer(() -> read(place))
                .timeout(SILENCE)
                .concatWith(Mono.error(() -> new IllegalStateException("data-api ended the feed")))
                .doOnError(DataApiFactFeed::isExpired, _ -> place.forget())
                .retryWhen(reopening());
    }

    private Flux<FeedMessage> read(Place place) {
        WatchFactsRequest request =
                WatchFactsRequest.newBuilder().setCursor(place.cursor).build();
        return peer.many(stub, feed -> feed.watchFacts(request)).map(place::advance);
    }

    private static RetryBackoffSpec reopening() {
        return Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                .maxBackoff(LONGEST_PAUSE)
                .jitter(JITTER)
                .transientErrors(true)
                .doBeforeRetry(signal -> LOG.atWarn()
                        .addKeyValue("attempt", signal.totalRetriesInARow() + 1)
                        .addKeyValue("cause", signal.failure().getMessage())
                        .log("the fact feed is opened again"));
    }

    private static boolean isExpired(Throwable error) {
        return RpcStatus.errorInfo(error)
                .filter(info -> info.getReason().equals(ErrorReason.CURSOR_EXPIRED.name()))
                .isPresent();
    }

    /** How far one reader has come. One stream at a time writes it. */
    private static final class Place {
        private volatile String cursor;

        Place(String cursor) {
            this.cursor = cursor;
        }

        void forget() {
            cursor = "";
        }

        FeedMessage advance(WatchFactsResponse response) {
            boolean fresh = cursor.isEmpty();
            cursor = response.getCursor();
            return new FeedMessage(
                    fresh,
                    response.getFactsList().stream()
                            .map(FactProtos::fact)
                            .flatMap(Optional::stream)
                            .toList(),
                    response.getCaughtUp(),
                    Times.instant(response.getReadTime()),
                    cursor);
        }
    }
}
