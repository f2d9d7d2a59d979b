package io.fawkes.insights;

import io.fawkes.insights.dataapi.DataApiFactFeed;
import io.fawkes.insights.domain.DoraAnswers;
import io.fawkes.insights.domain.LiveFacts;
import io.fawkes.insights.grpc.DoraGrpcService;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcServer;
import io.grpc.ServerInterceptor;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The insights service: follows data-api's facts and answers. Running once started; {@link #close} drains it. */
public final class InsightsServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InsightsServer.class);

    private final RpcServer rpc;
    private final LiveFacts facts;
    private final Peer dataApi;

    private InsightsServer(RpcServer rpc, LiveFacts facts, Peer dataApi) {
        this.rpc = rpc;
        this.facts = facts;
        this.dataApi = dataApi;
    }

    /**
     * Starts following and serving; does not wait for data-api.
     *
     * @param extra interceptors put nearest to the rpcs; tests add their conformance check here
     * @throws IOException if the address cannot be bound
     */
    public static InsightsServer start(InsightsConfig config, OpenTelemetry telemetry, ServerInterceptor... extra)
            throws IOException {
        Peer dataApi = Peer.at(config.dataApi(), config.dataApiToken(), telemetry);
        LiveFacts facts =
                LiveFacts.following(new DataApiFactFeed(dataApi), config.policy(), InsightsServer::reportDefect);
        try {
            var dora = new DoraGrpcService(new DoraAnswers(facts));
            var rpc = RpcServer.start(
                    config.listen(), CallLimits.DEFAULT, config.authentication(), telemetry, List.of(dora), extra);
            return new InsightsServer(rpc, facts, dataApi);
        } catch (IOException | RuntimeException e) {
            facts.close();
            dataApi.close();
            throw e;
        }
    }

    /** Where gRPC is served, with the port that the system chose if 0 was asked for. */
    public Address address() {
        return rpc.address();
    }

    /** Whether the facts were read once to their end and are still followed. */
    public boolean isReady() {
        return facts.isReady();
    }

    @Override
    public void close() {
        rpc.close();
        facts.close();
        dataApi.close();
    }

    private static void reportDefect(Throwable defect) {
        LOG.atError().setCause(defect).log("the live fold ended by a defect; this process is not ready any more");
    }
}
