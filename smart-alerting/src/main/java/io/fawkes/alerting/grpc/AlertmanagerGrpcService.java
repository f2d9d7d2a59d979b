package io.fawkes.alerting.grpc;

import com.google.api.HttpBody;
import io.fawkes.alerting.domain.AlertingException.DeliveryRejected;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.intake.AlertDelivery;
import io.fawkes.alerting.domain.intake.AlertPost;
import io.fawkes.alerting.domain.intake.ReceiveAlerts;
import io.fawkes.alerting.v1.PostAlertsRequest;
import io.fawkes.alerting.v1.ReactorAlertmanagerServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Alertmanager's API, version 2. A post part of which was refused is an error, though the rest of it is kept. */
public final class AlertmanagerGrpcService extends ReactorAlertmanagerServiceGrpc.AlertmanagerServiceImplBase {

    private static final String SOURCE = "alertmanager-api";

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final ReceiveAlerts receiveAlerts;

    public AlertmanagerGrpcService(ReceiveAlerts receiveAlerts) {
        this.receiveAlerts = receiveAlerts;
    }

    @Override
    public Mono<HttpBody> postAlerts(PostAlertsRequest request) {
        return edge.one(() -> {
            Bytes body = Bytes.of(request.getBody().getData().toByteArray());
            return receiveAlerts
                    .receive(new AlertPost(SOURCE, body, body.size(), Optional.empty()))
                    .flatMap(AlertmanagerGrpcService::answer);
        });
    }

    private static Mono<HttpBody> answer(AlertDelivery kept) {
        return kept.rejection()
                .<Mono<HttpBody>>map(refused -> Mono.error(() -> new DeliveryRejected(refused, kept.name())))
                .orElseGet(() -> Mono.just(HttpBody.getDefaultInstance()));
    }
}
