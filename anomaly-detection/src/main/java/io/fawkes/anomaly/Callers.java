package io.fawkes.anomaly;

import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.Peer;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Deque;

/** Who calls anomaly-detection: data-api is asked about API tokens, and about nothing else. */
final class Callers {

    private Callers() {}

    /** As configured; what has to be closed is added to {@code closing}. */
    static Authentication of(AnomalyConfig config, OpenTelemetry telemetry, Deque<Runnable> closing) {
        Peer dataApi = Peer.at(config.dataApi(), config.dataApiToken(), telemetry);
        closing.push(dataApi::close);
        return config.authentication().asking(dataApi);
    }
}
