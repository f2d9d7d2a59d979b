package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.intake.AlertPost;
import io.fawkes.alerting.domain.intake.ReceiveAlerts;
import io.fawkes.alerting.domain.intake.Rejection;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.v1.AlertDelivery;
import io.fawkes.alerting.v1.GetAlertDeliveryRequest;
import io.fawkes.alerting.v1.ListAlertDeliveriesRequest;
import io.fawkes.alerting.v1.ListAlertDeliveriesResponse;
import io.fawkes.alerting.v1.ReactorAlertIntakeServiceGrpc;
import io.fawkes.alerting.v1.ReceiveAlertsRequest;
import io.fawkes.alerting.v1.ReceiveAlertsResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import io.fawkes.runtime.webhook.SharedSecrets;
import io.fawkes.runtime.webhook.SharedSecrets.Doubt;
import io.fawkes.runtime.webhook.ShownCredential;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Webhooks of alerts as rpcs. */
public final class AlertIntakeGrpcService extends ReactorAlertIntakeServiceGrpc.AlertIntakeServiceImplBase {

    /** The source as its path, its secret's variable and its deliveries name it. */
    public static final String SOURCE = "alertmanager";

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final ReceiveAlerts receiveAlerts;
    private final SharedSecrets secrets;
    private final Listing<io.fawkes.alerting.domain.intake.AlertDelivery> listing;

    public AlertIntakeGrpcService(
            ReceiveAlerts receiveAlerts,
            SharedSecrets secrets,
            Records<io.fawkes.alerting.domain.intake.AlertDelivery> deliveries) {
        this.receiveAlerts = receiveAlerts;
        this.secrets = secrets;
        this.listing = new Listing<>(
                "alertDeliveries/", deliveries, delivery -> new Position(delivery.receivedAt(), delivery.id()));
    }

    @Override
    public Mono<ReceiveAlertsResponse> receiveAlerts(ReceiveAlertsRequest request) {
        return edge.one(() -> receiveAlerts.receive(post(request)).map(AlertIntakeGrpcService::receipt));
    }

    private AlertPost post(ReceiveAlertsRequest request) {
        Bytes body = Bytes.of(request.getBody().getData().toByteArray());
        var authorization = Optional.ofNullable(request.getHeadersMap().get("authorization"));
        var credential = ShownCredential.of(authorization, request.getCredential());
        return new AlertPost(SOURCE, body, Math.max(body.size(), request.getBodySize()), refusal(credential));
    }

    private Optional<Rejection> refusal(ShownCredential credential) {
        return secrets.doubt(credential)
                .map(doubt -> new Rejection(reason(doubt), secrets.explained(doubt, credential)));
    }

    private static Rejection.Reason reason(Doubt doubt) {
        return switch (doubt) {
            case NO_SECRET -> Rejection.Reason.SECRET_MISSING;
            case UNKNOWN_CREDENTIAL -> Rejection.Reason.CREDENTIAL_INVALID;
        };
    }

    private static ReceiveAlertsResponse receipt(io.fawkes.alerting.domain.intake.AlertDelivery kept) {
        return ReceiveAlertsResponse.newBuilder()
                .setAlertDelivery(kept.name())
                .setNewCount(kept.counts().news())
                .setChangedCount(kept.counts().changed())
                .setRepeatedCount(kept.counts().repeated())
                .build();
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
