package io.fawkes.alerting;

import io.fawkes.alerting.anomaly.AnomalyAlerts;
import io.fawkes.alerting.postgres.PostgresStorage;
import io.fawkes.runtime.rpc.Peer;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Optional;
import reactor.core.Disposable;

/** The anomalies that anomaly-detection tells of, followed while the service runs, if it is told where to find it. */
final class FollowedAnomalies implements AutoCloseable {

    private static final String STREAM = "anomalies";

    private final Optional<Peer> peer;
    private final Optional<Disposable> following;

    private FollowedAnomalies(Optional<Peer> peer, Optional<Disposable> following) {
        this.peer = peer;
        this.following = following;
    }

    static FollowedAnomalies start(CurrentConfig current, PostgresStorage storage, OpenTelemetry telemetry) {
        AlertingConfig config = current.settings();
        Optional<Peer> peer =
                config.anomalyDetection().map(address -> Peer.at(address, config.dataApiToken(), telemetry));
        return new FollowedAnomalies(
                peer,
                peer.map(found -> storage.follower()
                        .follow(STREAM, new AnomalyAlerts(found), current::routing)
                        .subscribe()));
    }

    @Override
    public void close() {
        following.ifPresent(Disposable::dispose);
        peer.ifPresent(Peer::close);
    }
}
