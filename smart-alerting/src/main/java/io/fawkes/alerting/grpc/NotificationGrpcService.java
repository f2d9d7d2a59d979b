package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.read.NotificationView;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.v1.ListNotificationsRequest;
import io.fawkes.alerting.v1.ListNotificationsResponse;
import io.fawkes.alerting.v1.ReactorNotificationServiceGrpc;
import io.fawkes.runtime.rpc.RpcEdge;
import reactor.core.publisher.Mono;

/** Notifications as rpcs. */
public final class NotificationGrpcService extends ReactorNotificationServiceGrpc.NotificationServiceImplBase {

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Listing<NotificationView> listing;

    public NotificationGrpcService(Records<NotificationView> notifications) {
        this.listing =
                new Listing<>("notifications/", notifications, view -> new Position(view.createdAt(), view.id()));
    }

    @Override
    public Mono<ListNotificationsResponse> listNotifications(ListNotificationsRequest request) {
        return edge.one(() -> listing.list(request.getPageSize(), request.getPageToken())
                .map(page -> ListNotificationsResponse.newBuilder()
                        .addAllNotifications(page.rows().stream()
                                .map(GroupProtos::notification)
                                .toList())
                        .setNextPageToken(page.nextToken())
                        .build()));
    }
}
