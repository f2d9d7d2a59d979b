package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Reasons;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.domain.read.Why;
import io.fawkes.alerting.v1.Alert;
import io.fawkes.alerting.v1.GetAlertRequest;
import io.fawkes.alerting.v1.ListAlertsRequest;
import io.fawkes.alerting.v1.ListAlertsResponse;
import io.fawkes.alerting.v1.ReactorAlertServiceGrpc;
import io.fawkes.alerting.v1.WhyAlertRequest;
import io.fawkes.alerting.v1.WhyAlertResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import reactor.core.publisher.Mono;

/** Alerts as rpcs. */
public final class AlertGrpcService extends ReactorAlertServiceGrpc.AlertServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Listing<AlertView> listing;
    private final Reasons reasons;

    public AlertGrpcService(Records<AlertView> alerts, Reasons reasons) {
        this.reasons = reasons;
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
    public Mono<WhyAlertResponse> whyAlert(WhyAlertRequest request) {
        return edge.one(() -> listing.get(request.getName())
                .flatMap(view -> reasons.why(view.alert().id()))
                .map(AlertGrpcService::answer));
    }

    private static WhyAlertResponse answer(Why why) {
        return WhyAlertResponse.newBuilder()
                .setExplanation(why.explanation())
                .setAlert(AlertingProtos.alert(why.alert()))
                .addAllPlaces(why.places().stream()
                        .map(place -> GroupProtos.place(place, why.alert()))
                        .toList())
                .build();
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
