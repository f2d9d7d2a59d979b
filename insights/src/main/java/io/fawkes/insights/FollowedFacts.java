package io.fawkes.insights;

import io.fawkes.insights.dataapi.DataApiFactFeed;
import io.fawkes.insights.dataapi.DataApiFactHistory;
import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.insights.domain.PastFacts;
import io.fawkes.insights.domain.checkpoint.Restored;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.telemetry.Telemetry;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * data-api's facts, followed for as long as the service runs.
 *
 * @param dataApi where they come from
 * @param checkpoints where what is known of them is kept
 * @param live what is known of them
 * @param past what was known of them
 */
record FollowedFacts(Peer dataApi, KeptCheckpoints checkpoints, LiveFacts live, PastFacts past)
        implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFacts.class);

    /** Begins to follow, from the newest checkpoint if there is one; does not wait for data-api. */
    static FollowedFacts start(InsightsConfig config, Telemetry telemetry) {
        KeptCheckpoints checkpoints = KeptCheckpoints.open(config, telemetry);
        Peer dataApi = Peer.at(config.dataApi(), config.dataApiToken(), telemetry.api());
        var feed = new DataApiFactFeed(dataApi);
        Optional<Restored> start = checkpoints.newest();
        LiveFacts live = start.map(from ->
                        LiveFacts.resuming(feed, from, config.policy(), config.reach(), FollowedFacts::reportDefect))
                .orElseGet(
                        () -> LiveFacts.following(feed, config.policy(), config.reach(), FollowedFacts::reportDefect));
        checkpoints.keep(live);
        return new FollowedFacts(
                dataApi, checkpoints, live, new PastFacts(new DataApiFactHistory(dataApi), config.policy()));
    }

    /** Fails until they were read once to their end. */
    Mono<Void> caughtUp() {
        return live.isReady()
                ? Mono.empty()
                : Mono.error(() -> new IllegalStateException("still reading data-api's facts"));
    }

    @Override
    public void close() {
        checkpoints.close();
        live.close();
        dataApi.close();
    }

    private static void reportDefect(Throwable defect) {
        LOG.atError().setCause(defect).log("the live fold ended by a defect; this process is not ready any more");
    }
}
