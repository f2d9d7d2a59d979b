package io.fawkes.insights;

import io.fawkes.insights.dataapi.DataApiFactFeed;
import io.fawkes.insights.domain.DoraAnswers;
import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.insights.gauges.DoraGauges;
import io.fawkes.insights.grpc.DoraGrpcService;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The insights service: follows data-api's facts and answers. Running once started; {@link #close} drains it. */
public final class InsightsServer implements AutoCloseable {

    /** Name of the service in logs, traces and messages. */
    public static final String NAME = "insights";

    private static final Logger LOG = LoggerFactory.getLogger(InsightsServer.class);

    private final Telemetry telemetry;
    private final Peer dataApi;
    private final LiveFacts facts;
    private final DoraGauges gauges;
    private final Readiness readiness;
    private final RpcServer rpc;
    private final ManagementServer management;

    private InsightsServer(
            Telemetry telemetry,
            Peer dataApi,
            LiveFacts facts,
            DoraGauges gauges,
            Readiness readiness,
            RpcServer rpc,
            ManagementServer management) {
        this.telemetry = telemetry;
        this.dataApi = dataApi;
        this.facts = facts;
        this.gauges = gauges;
        this.readiness = readiness;
        this.rpc = rpc;
        this.management = management;
    }

    /** Starts as {@code settings} say. */
    public static InsightsServer start(Settings settings) throws IOException {
        InsightsConfig config = InsightsConfig.from(settings);
        settings.rejectMistakes();
        return start(config, Telemetry.start(NAME, settings));
    }

    /**
     * Starts following and serving; does not wait for data-api. Owns {@code telemetry} from then on.
     *
     * @throws IOException if an address cannot be bound
     */
    public static InsightsServer start(InsightsConfig config, Telemetry telemetry) throws IOException {
        Peer dataApi = Peer.at(config.dataApi(), config.dataApiToken(), telemetry.api());
        LiveFacts facts =
                LiveFacts.following(new DataApiFactFeed(dataApi), config.policy(), InsightsServer::reportDefect);
        try {
            return serving(config, telemetry, dataApi, facts);
        } catch (IOException | RuntimeException e) {
            facts.close();
            dataApi.close();
            telemetry.close();
            throw e;
        }
    }

    private static InsightsServer serving(InsightsConfig config, Telemetry telemetry, Peer dataApi, LiveFacts facts)
            throws IOException {
        var readiness = new Readiness().require("facts", () -> caughtUp(facts));
        var answers = new DoraAnswers(facts);
        var dora = new DoraGrpcService(answers);
        var rpc = RpcServer.start(
                config.listen(), CallLimits.DEFAULT, config.authentication(), telemetry.api(), List.of(dora));
        try {
            var management = ManagementServer.start(
                    config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
            var gauges = DoraGauges.start(answers, telemetry.api());
            return new InsightsServer(telemetry, dataApi, facts, gauges, readiness, rpc, management);
        } catch (RuntimeException e) {
            rpc.close();
            throw e;
        }
    }

    private static Mono<Void> caughtUp(LiveFacts facts) {
        return facts.isReady()
                ? Mono.empty()
                : Mono.error(() -> new IllegalStateException("still reading data-api's facts"));
    }

    /** Where gRPC is served, with the port that the system chose if 0 was asked for. */
    public Address address() {
        return rpc.address();
    }

    /** Where health, readiness and metrics are served. */
    public Address management() {
        return new Address(
                management.address().getHostString(), management.address().getPort());
    }

    /** Whether the facts were read once to their end and are still followed. */
    public boolean isReady() {
        return facts.isReady();
    }

    @Override
    public void close() {
        readiness.stopping();
        rpc.close();
        gauges.close();
        facts.close();
        dataApi.close();
        management.close();
        telemetry.close();
    }

    private static void reportDefect(Throwable defect) {
        LOG.atError().setCause(defect).log("the live fold ended by a defect; this process is not ready any more");
    }
}
