package io.fawkes.insights;

import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.holidays.JollydayHolidays;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.rpc.Authentication;
import java.time.Duration;
import java.util.Optional;

/**
 * What an insights process is told by its environment.
 *
 * @param listen where gRPC is served
 * @param dataApi where data-api is found
 * @param dataApiToken bearer token shown to data-api; empty where the mesh is loopback
 * @param management where health and metrics are served
 * @param policy what holds for services that no policy of data-api is for
 * @param reach how far before now windows are answered from memory; older ones are read from data-api's log
 * @param gauges most pairs of service and environment that {@code /metrics} tells of
 * @param postgres its own database, for checkpoints; empty: every start reads all facts again
 * @param checkpointPause time between two checkpoints
 */
public record InsightsConfig(
        Address listen,
        Address dataApi,
        Optional<String> dataApiToken,
        Address management,
        Policy policy,
        Duration reach,
        int gauges,
        Authentication authentication,
        Optional<PostgresConfig> postgres,
        Duration checkpointPause) {
    static final String LISTEN = "FAWKES_INSIGHTS_LISTEN";
    static final String DATA_API = "FAWKES_DATA_API_ADDRESS";
    static final String PEER_TOKEN = "FAWKES_PEER_TOKEN";
    static final String MANAGEMENT = "FAWKES_MANAGEMENT_LISTEN";
    static final String CAUSAL_WINDOW = "FAWKES_CAUSAL_WINDOW";
    static final String POSTGRES = "FAWKES_POSTGRES_URL";
    static final String CHECKPOINT_PAUSE = "FAWKES_CHECKPOINT_PAUSE";
    static final String GAUGES = "FAWKES_DORA_GAUGES";
    static final String LIVE_DAYS = "FAWKES_LIVE_DAYS";

    private static final int DEFAULT_LIVE_DAYS = 400;
    /** The usual window is 30 days. */
    private static final int FEWEST_LIVE_DAYS = 31;

    private static final int MOST_LIVE_DAYS = 36_500;
    private static final int DEFAULT_GAUGES = 500;
    private static final int MOST_GAUGES = 20_000;
    private static final String DEFAULT_LISTEN = "127.0.0.1:9102";
    private static final String DEFAULT_DATA_API = "127.0.0.1:9101";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8083";
    private static final Duration DEFAULT_CHECKPOINT_PAUSE = Duration.ofMinutes(10);

    /** As {@code settings} say; what they say wrongly is noted there. */
    public static InsightsConfig from(Settings settings) {
        Address listen = settings.address(LISTEN, DEFAULT_LISTEN);
        return new InsightsConfig(
                listen,
                settings.address(DATA_API, DEFAULT_DATA_API),
                settings.secret(PEER_TOKEN),
                settings.address(MANAGEMENT, DEFAULT_MANAGEMENT),
                Policy.withCausalWindow(settings.duration(CAUSAL_WINDOW, Policy.USUAL.causalWindow()))
                        .keeping(new JollydayHolidays()),
                Duration.ofDays(settings.integer(LIVE_DAYS, DEFAULT_LIVE_DAYS, FEWEST_LIVE_DAYS, MOST_LIVE_DAYS)),
                settings.integer(GAUGES, DEFAULT_GAUGES, 0, MOST_GAUGES),
                Authentication.from(settings, LISTEN, listen),
                settings.secret(POSTGRES).flatMap(_ -> PostgresConfig.from(settings, InsightsServer.NAME)),
                settings.duration(CHECKPOINT_PAUSE, DEFAULT_CHECKPOINT_PAUSE));
    }
}
