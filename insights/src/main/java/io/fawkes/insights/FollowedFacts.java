package io.fawkes.insights;

import io.fawkes.insights.dataapi.DataApiFactFeed;
import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * data-api's facts, followed for as long as the service runs.
 *
 * @param dataApi where they come from
 * @param live what is known of them
 */
record FollowedFacts(Peer dataApi, LiveFacts live) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFacts.class);

    /** Begins to follow; does not wait for data-api. */
    static FollowedFacts start(InsightsConfig config, Telemetry telemetry) {
        Peer dataApi = Peer.at(config.dataApi(), config.dataApiToken(), telemetry.api());
        return new FollowedFacts(
                dataApi,
                LiveFacts.following(new DataApiFactFeed(dataApi), config.policy(), FollowedFacts::reportDefect));
    }

    /** Fails until they were read once to their end. */
    Mono<Void> caughtUp() {
        return live.isReady()
                ? Mono.empty()
                : Mono.error(() -> new IllegalStateException("still reading data-api's facts"));
    }

    @Override
    public void close() {
        live.close();
        dataApi.close();
    }

    private static void reportDefect(Throwable defect) {
        LOG.atError().setCause(defect).log("the live fold ended by a defect; this process is not ready any more");
    }
}
