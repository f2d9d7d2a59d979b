package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.v1.Alert;
import io.fawkes.alerting.v1.GetAlertRequest;
import io.fawkes.alerting.v1.ListAlertsRequest;
import io.fawkes.alerting.v1.ListAlertsResponse;
import io.fawkes.alerting.v1.ReactorAlertServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import reactor.core.publisher.Mono;

/** Alerts as rpcs. */
public final class AlertGrpcService extends ReactorAlertServiceGrpc.AlertServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Listing<AlertView> listing;

    public AlertGrpcService(Records<AlertView> alerts) {
        this.listing = new Listing<>("alerts/", alerts, AlertGrpcService::position);
    }

    private static Position position(AlertView view) {
        return new Position(view.alert().firstReceivedAt(), view.alert().id());
    }

    @Override
    public Mono<Alert> getAlert(GetAlertRequest request) {
        return edge.one(() -> listing.get(request.getName()).map(AlertingProtos::alert));
    }

    @Override
    public Mono<ListAlertsResponse> listAlerts(ListAlertsRequest request) {
        return edge.one(() -> listing.list(request.getPageSize(), request.getPageToken())
                .map(page -> ListAlertsResponse.newBuilder()
                        .addAllAlerts(
                                page.rows().stream().map(AlertingProtos::alert).toList())
                        .setNextPageToken(page.nextToken())
                        .build()));
    }
}
