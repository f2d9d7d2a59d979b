package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.v1.AlertDelivery;
import io.fawkes.alerting.v1.GetAlertDeliveryRequest;
import io.fawkes.alerting.v1.ListAlertDeliveriesRequest;
import io.fawkes.alerting.v1.ListAlertDeliveriesResponse;
import io.fawkes.alerting.v1.ReactorAlertIntakeServiceGrpc;
import io.fawkes.alerting.v1.ReceiveAlertsRequest;
import io.fawkes.alerting.v1.ReceiveAlertsResponse;
import io.fawkes.alerting.v1.ReceiveGenericAlertsRequest;
import io.fawkes.alerting.v1.ReceiveGenericAlertsResponse;
import io.fawkes.alerting.v1.ReceiveGrafanaAlertsRequest;
import io.fawkes.alerting.v1.ReceiveGrafanaAlertsResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import reactor.core.publisher.Mono;

/** Webhooks of alerts as rpcs. */
public final class AlertIntakeGrpcService extends ReactorAlertIntakeServiceGrpc.AlertIntakeServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Sources sources;
    private final Listing<io.fawkes.alerting.domain.intake.AlertDelivery> listing;

    /**
     * Who posts.
     *
     * @param alertmanager Alertmanager's webhooks
     * @param grafana Grafana's
     * @param generic those of any other sender
     */
    public record Sources(AlertSource alertmanager, AlertSource grafana, AlertSource generic) {}

    public AlertIntakeGrpcService(Sources sources, Records<io.fawkes.alerting.domain.intake.AlertDelivery> deliveries) {
        this.sources = sources;
        this.listing = new Listing<>(
                "alertDeliveries/", deliveries, delivery -> new Position(delivery.receivedAt(), delivery.id()));
    }

    @Override
    public Mono<ReceiveAlertsResponse> receiveAlerts(ReceiveAlertsRequest request) {
        return edge.one(() -> sources.alertmanager()
                .receive(request.getBody(), request.getHeadersMap(), request.getBodySize(), request.getCredential())
                .map(kept -> ReceiveAlertsResponse.newBuilder()
                        .setAlertDelivery(kept.name())
                        .setNewCount(kept.counts().news())
                        .setChangedCount(kept.counts().changed())
                        .setRepeatedCount(kept.counts().repeated())
                        .build()));
    }

    @Override
    public Mono<ReceiveGrafanaAlertsResponse> receiveGrafanaAlerts(ReceiveGrafanaAlertsRequest request) {
        return edge.one(() -> sources.grafana()
                .receive(request.getBody(), request.getHeadersMap(), request.getBodySize(), request.getCredential())
                .map(kept -> ReceiveGrafanaAlertsResponse.newBuilder()
                        .setAlertDelivery(kept.name())
                        .setNewCount(kept.counts().news())
                        .setChangedCount(kept.counts().changed())
                        .setRepeatedCount(kept.counts().repeated())
                        .build()));
    }

    @Override
    public Mono<ReceiveGenericAlertsResponse> receiveGenericAlerts(ReceiveGenericAlertsRequest request) {
        return edge.one(() -> sources.generic()
                .receive(request.getBody(), request.getHeadersMap(), request.getBodySize(), request.getCredential())
                .map(kept -> ReceiveGenericAlertsResponse.newBuilder()
                        .setAlertDelivery(kept.name())
                        .setNewCount(kept.counts().news())
                        .setChangedCount(kept.counts().changed())
                        .setRepeatedCount(kept.counts().repeated())
                        .build()));
    }

    @Override
    public Mono<AlertDelivery> getAlertDelivery(GetAlertDeliveryRequest request) {
        return edge.one(() -> listing.get(request.getName()).map(AlertingProtos::delivery));
    }

    @Override
    public Mono<ListAlertDeliveriesResponse> listAlertDeliveries(ListAlertDeliveriesRequest request) {
        return edge.one(() -> listing.list(request.getPageSize(), request.getPageToken())
                .map(page -> ListAlertDeliveriesResponse.newBuilder()
                        .addAllAlertDeliveries(page.rows().stream()
                                .map(AlertingProtos::delivery)
                                .toList())
                        .setNextPageToken(page.nextToken())
                        .build()));
    }
}
