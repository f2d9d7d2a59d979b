package io.fawkes.alerting.grpc;

import com.google.api.HttpBody;
import com.google.protobuf.UnsafeByteOperations;
import io.fawkes.alerting.apiv2.AlertFilter;
import io.fawkes.alerting.apiv2.AlertmanagerApi;
import io.fawkes.alerting.apiv2.ApiStatus;
import io.fawkes.alerting.domain.AlertingException.DeliveryRejected;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.intake.AlertDelivery;
import io.fawkes.alerting.domain.intake.AlertPost;
import io.fawkes.alerting.domain.intake.ReceiveAlerts;
import io.fawkes.alerting.v1.DropSilenceRequest;
import io.fawkes.alerting.v1.PostAlertsRequest;
import io.fawkes.alerting.v1.PostSilenceRequest;
import io.fawkes.alerting.v1.QueryAlertGroupsRequest;
import io.fawkes.alerting.v1.QueryAlertsRequest;
import io.fawkes.alerting.v1.QueryReceiversRequest;
import io.fawkes.alerting.v1.QuerySilencesRequest;
import io.fawkes.alerting.v1.ReactorAlertmanagerServiceGrpc;
import io.fawkes.alerting.v1.ReadSilenceRequest;
import io.fawkes.alerting.v1.ReadStatusRequest;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Alertmanager's API, version 2. A post part of which was refused is an error, though the rest of it is kept. */
public final class AlertmanagerGrpcService extends ReactorAlertmanagerServiceGrpc.AlertmanagerServiceImplBase {

    private static final String SOURCE = "alertmanager-api";

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final ReceiveAlerts receiveAlerts;
    private final AlertmanagerApi api;
    private final ApiStatus status;

    public AlertmanagerGrpcService(ReceiveAlerts receiveAlerts, AlertmanagerApi api, ApiStatus status) {
        this.receiveAlerts = receiveAlerts;
        this.api = api;
        this.status = status;
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

    @Override
    public Mono<HttpBody> queryAlerts(QueryAlertsRequest request) {
        return edge.one(() -> api.alerts(new AlertFilter(
                        !request.hasActive() || request.getActive(),
                        !request.hasSilenced() || request.getSilenced(),
                        !request.hasInhibited() || request.getInhibited(),
                        AlertFilter.matchers(api.syntax(), request.getFilterList()),
                        AlertFilter.receiver(api.syntax(), request.getReceiver())))
                .map(AlertmanagerGrpcService::json));
    }

    @Override
    public Mono<HttpBody> queryAlertGroups(QueryAlertGroupsRequest request) {
        return edge.one(() -> api.groups(new AlertFilter(
                        !request.hasActive() || request.getActive(),
                        !request.hasSilenced() || request.getSilenced(),
                        !request.hasInhibited() || request.getInhibited(),
                        AlertFilter.matchers(api.syntax(), request.getFilterList()),
                        AlertFilter.receiver(api.syntax(), request.getReceiver())))
                .map(AlertmanagerGrpcService::json));
    }

    @Override
    public Mono<HttpBody> querySilences(QuerySilencesRequest request) {
        return edge.one(() -> api.silences(AlertFilter.matchers(api.syntax(), request.getFilterList()))
                .map(AlertmanagerGrpcService::json));
    }

    @Override
    public Mono<HttpBody> postSilence(PostSilenceRequest request) {
        return edge.one(() ->
                api.post(Bytes.of(request.getBody().getData().toByteArray())).map(AlertmanagerGrpcService::json));
    }

    @Override
    public Mono<HttpBody> readSilence(ReadSilenceRequest request) {
        return edge.one(() -> api.silence(request.getSilenceId()).map(AlertmanagerGrpcService::json));
    }

    @Override
    public Mono<HttpBody> dropSilence(DropSilenceRequest request) {
        return edge.one(() -> api.expire(request.getSilenceId()).thenReturn(HttpBody.getDefaultInstance()));
    }

    @Override
    public Mono<HttpBody> queryReceivers(QueryReceiversRequest request) {
        return edge.one(() -> Mono.just(json(api.receivers())));
    }

    @Override
    public Mono<HttpBody> readStatus(ReadStatusRequest request) {
        return edge.one(() -> Mono.just(json(status.json())));
    }

    private static HttpBody json(Bytes body) {
        return HttpBody.newBuilder()
                .setContentType("application/json")
                .setData(UnsafeByteOperations.unsafeWrap(body.array()))
                .build();
    }
}
