package io.fawkes.insights;

import io.fawkes.insights.domain.DoraAnswers;
import io.fawkes.insights.gauges.DoraGauges;
import io.fawkes.insights.grpc.DoraGrpcService;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.management.ManagementServer;
import io.fawkes.runtime.management.Readiness;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.RpcServer;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.util.List;

/** The insights service: follows data-api's facts and answers. Running once started; {@link #close} drains it. */
public final class InsightsServer implements AutoCloseable {

    /** Name of the service in logs, traces and messages. */
    public static final String NAME = "insights";

    private final Telemetry telemetry;
    private final FollowedFacts facts;
    private final DoraGauges gauges;
    private final Readiness readiness;
    private final RpcServer rpc;
    private final ManagementServer management;

    private InsightsServer(
            Telemetry telemetry,
            FollowedFacts facts,
            DoraGauges gauges,
            Readiness readiness,
            RpcServer rpc,
            ManagementServer management) {
        this.telemetry = telemetry;
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
        FollowedFacts facts = FollowedFacts.start(config, telemetry);
        try {
            return serving(config, telemetry, facts);
        } catch (IOException | RuntimeException e) {
            facts.close();
            telemetry.close();
            throw e;
        }
    }

    private static InsightsServer serving(InsightsConfig config, Telemetry telemetry, FollowedFacts facts)
            throws IOException {
        var readiness = new Readiness().require("facts", facts::caughtUp);
        var answers = new DoraAnswers(facts.live(), facts.past());
        var dora = new DoraGrpcService(answers);
        var rpc = RpcServer.start(
                config.listen(),
                CallLimits.DEFAULT,
                config.authentication().asking(facts.dataApi()),
                telemetry.api(),
                List.of(dora));
        try {
            var management = ManagementServer.start(
                    config.management().toSocketAddress(), readiness, telemetry::scrape, Telemetry.SCRAPE_TYPE);
            var gauges = DoraGauges.start(answers, config.gauges(), telemetry.api());
            return new InsightsServer(telemetry, facts, gauges, readiness, rpc, management);
        } catch (RuntimeException e) {
            rpc.close();
            throw e;
        }
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
        return facts.live().isReady();
    }

    @Override
    public void close() {
        readiness.stopping();
        rpc.close();
        gauges.close();
        facts.close();
        management.close();
        telemetry.close();
    }
}
