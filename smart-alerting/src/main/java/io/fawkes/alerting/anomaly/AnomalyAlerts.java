package io.fawkes.alerting.anomaly;

import io.fawkes.alerting.domain.alert.AlertReport;
import io.fawkes.alerting.domain.intake.AlertStream;
import io.fawkes.anomaly.v1.AnomalyChange;
import io.fawkes.anomaly.v1.ErrorReason;
import io.fawkes.anomaly.v1.ReactorAnomalyServiceGrpc;
import io.fawkes.anomaly.v1.ReactorAnomalyServiceGrpc.ReactorAnomalyServiceStub;
import io.fawkes.anomaly.v1.WatchAnomaliesRequest;
import io.fawkes.anomaly.v1.WatchAnomaliesResponse;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;

/** Anomalies as anomaly-detection tells them: each is an alert from its opening to its closing. */
public final class AnomalyAlerts implements AlertStream {

    /** An idle stream says so each second; one that says nothing for so long is lost. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Peer peer;
    private final ReactorAnomalyServiceStub stub;

    public AnomalyAlerts(Peer peer) {
        this.peer = peer;
        this.stub = ReactorAnomalyServiceGrpc.newReactorStub(peer.channel());
    }

    @Override
    public Flux<Told> follow(String cursor) {
        return watched(cursor)
                .onErrorResume(failure -> !cursor.isEmpty() && isExpired(failure), _ -> watched(""))
                .timeout(SILENCE);
    }

    private Flux<Told> watched(String cursor) {
        var request = WatchAnomaliesRequest.newBuilder().setCursor(cursor).build();
        return peer.many(stub, anomalies -> anomalies.watchAnomalies(request)).map(AnomalyAlerts::told);
    }

    private static Told told(WatchAnomaliesResponse response) {
        List<AlertReport> reports = response.getChangesList().stream()
                .map(AnomalyChange::getAnomaly)
                .map(AnomalyReport::of)
                .toList();
        return new Told(reports, response.getCursor());
    }

    private static boolean isExpired(Throwable failure) {
        return RpcStatus.errorInfo(failure)
                .filter(info -> info.getReason().equals(ErrorReason.CURSOR_EXPIRED.name()))
                .isPresent();
    }
}
