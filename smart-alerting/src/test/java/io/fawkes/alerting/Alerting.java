package io.fawkes.alerting;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.fawkes.alerting.v1.Alert;
import io.fawkes.alerting.v1.AlertGroup;
import io.fawkes.alerting.v1.GetAlertGroupRequest;
import io.fawkes.alerting.v1.ListAlertGroupsRequest;
import io.fawkes.alerting.v1.ListAlertsRequest;
import io.fawkes.alerting.v1.ListNotificationsRequest;
import io.fawkes.alerting.v1.Notification;
import io.fawkes.alerting.v1.NotificationState;
import io.fawkes.alerting.v1.PostAlertsRequest;
import io.fawkes.alerting.v1.ReactorAlertGroupServiceGrpc;
import io.fawkes.alerting.v1.ReactorAlertIntakeServiceGrpc;
import io.fawkes.alerting.v1.ReactorAlertServiceGrpc;
import io.fawkes.alerting.v1.ReactorAlertmanagerServiceGrpc;
import io.fawkes.alerting.v1.ReactorNotificationServiceGrpc;
import io.fawkes.alerting.v1.ReceiveAlertsRequest;
import io.fawkes.alerting.v1.ReceiveAlertsResponse;
import io.fawkes.alerting.v1.ReplayNotificationsRequest;
import io.fawkes.alerting.v1.WhyAlertRequest;
import io.fawkes.alerting.v1.WhyAlertResponse;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.PatientPeer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** smart-alerting as its callers see it, in words of the tests. */
final class Alerting implements AutoCloseable {

    static final String SECRET = "s3cret";

    private final Peer peer;

    Alerting(Address address) {
        this.peer = PatientPeer.at(address);
    }

    Peer peer() {
        return peer;
    }

    /** One alert of a webhook. */
    static String alert(String status, String name, String more, Instant startsAt, String endsAt) {
        return """
                {"status":"%s","labels":{"alertname":"%s"%s},"annotations":{"summary":"%s is odd"},
                 "startsAt":"%s","endsAt":"%s","generatorURL":"http://prometheus/graph"}
                """.formatted(status, name, more, name, startsAt, endsAt);
    }

    static String firing(String name, String more, Instant startsAt) {
        return alert("firing", name, more, startsAt, "0001-01-01T00:00:00Z");
    }

    static String resolved(String name, String more, Instant startsAt, Instant endsAt) {
        return alert("resolved", name, more, startsAt, endsAt.toString());
    }

    static String webhook(String... alerts) {
        return Stream.of(alerts).collect(Collectors.joining(",", "{\"version\":\"4\",\"alerts\":[", "]}"));
    }

    /** Posts a webhook with the credential in the path. */
    ReceiveAlertsResponse post(String body) {
        return post(ReceiveAlertsRequest.newBuilder()
                .setBody(body(body))
                .setCredential(SECRET)
                .build());
    }

    ReceiveAlertsResponse post(ReceiveAlertsRequest request) {
        return Await.value(peer.one(
                ReactorAlertIntakeServiceGrpc.newReactorStub(peer.channel()), stub -> stub.receiveAlerts(request)));
    }

    /** Posts as a Prometheus does. */
    HttpBody postApi(String body) {
        var request = PostAlertsRequest.newBuilder().setBody(body(body)).build();
        return Await.value(peer.one(
                ReactorAlertmanagerServiceGrpc.newReactorStub(peer.channel()), stub -> stub.postAlerts(request)));
    }

    static HttpBody body(String text) {
        return HttpBody.newBuilder()
                .setContentType("application/json")
                .setData(ByteString.copyFromUtf8(text))
                .build();
    }

    /** Every group with its details, newest first. */
    List<AlertGroup> groups() {
        var stub = ReactorAlertGroupServiceGrpc.newReactorStub(peer.channel());
        return Await.value(peer.one(stub, one -> one.listAlertGroups(ListAlertGroupsRequest.getDefaultInstance()))
                .flatMapIterable(page -> page.getAlertGroupsList())
                .concatMap(group -> peer.one(
                        stub,
                        one -> one.getAlertGroup(GetAlertGroupRequest.newBuilder()
                                .setName(group.getName())
                                .build())))
                .collectList());
    }

    /** The alerts, newest first. */
    List<Alert> alerts() {
        return Await.value(peer.one(
                        ReactorAlertServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.listAlerts(ListAlertsRequest.getDefaultInstance())))
                .getAlertsList();
    }

    /** Every notification, newest first. */
    List<Notification> notifications() {
        return Await.value(peer.one(
                        ReactorNotificationServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.listNotifications(ListNotificationsRequest.getDefaultInstance()))
                .flatMapMany(page -> Flux.fromIterable(page.getNotificationsList()))
                .collectList());
    }

    /** The notifications in {@code state}. */
    List<Notification> notifications(NotificationState state) {
        return Await.value(peer.one(
                        ReactorNotificationServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.listNotifications(ListNotificationsRequest.newBuilder()
                                .setState(state)
                                .build())))
                .getNotificationsList();
    }

    /** Replays what {@code receiver} was not told; how many. */
    int replay(String receiver) {
        return Await.value(peer.one(
                        ReactorNotificationServiceGrpc.newReactorStub(peer.channel()),
                        stub -> stub.replayNotifications(ReplayNotificationsRequest.newBuilder()
                                .setReceiver(receiver)
                                .build())))
                .getReplayedCount();
    }

    /** Why the newest alert is told as it is. */
    WhyAlertResponse why() {
        var request = WhyAlertRequest.newBuilder()
                .setName(alerts().getFirst().getName())
                .build();
        return Await.value(
                peer.one(ReactorAlertServiceGrpc.newReactorStub(peer.channel()), stub -> stub.whyAlert(request)));
    }

    @Override
    public void close() {
        peer.close();
    }
}
