package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.AlertingException.FieldRefused;
import io.fawkes.alerting.domain.group.Replays;
import io.fawkes.alerting.domain.read.NotificationView;
import io.fawkes.alerting.domain.read.Position;
import io.fawkes.alerting.domain.read.Progress.State;
import io.fawkes.alerting.domain.read.Records;
import io.fawkes.alerting.v1.ListNotificationsRequest;
import io.fawkes.alerting.v1.ListNotificationsResponse;
import io.fawkes.alerting.v1.NotificationState;
import io.fawkes.alerting.v1.ReactorNotificationServiceGrpc;
import io.fawkes.alerting.v1.ReplayNotificationsRequest;
import io.fawkes.alerting.v1.ReplayNotificationsResponse;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Notifications as rpcs. */
public final class NotificationGrpcService extends ReactorNotificationServiceGrpc.NotificationServiceImplBase {

    private static final int MOST_NAMES = 1_000;

    private final RpcEdge edge = new RpcEdge(new AlertingStatuses());
    private final Function<Optional<State>, Listing<NotificationView>> listings;
    private final Replays replays;

    /**
     * @param notifications those in a state, or all
     */
    public NotificationGrpcService(
            Function<Optional<State>, Records<NotificationView>> notifications, Replays replays) {
        this.listings = state -> new Listing<>(
                "notifications/", notifications.apply(state), view -> new Position(view.createdAt(), view.id()));
        this.replays = replays;
    }

    @Override
    public Mono<ReplayNotificationsResponse> replayNotifications(ReplayNotificationsRequest request) {
        return edge.one(() -> replayed(request)
                .map(count -> ReplayNotificationsResponse.newBuilder()
                        .setReplayedCount(count.intValue())
                        .build()));
    }

    private Mono<Long> replayed(ReplayNotificationsRequest request) {
        boolean byName = request.getNamesCount() > 0;
        if (byName == !request.getReceiver().isEmpty()) {
            throw new FieldRefused("receiver", "names or a receiver (expected: one of both)");
        }
        if (request.getNamesCount() > MOST_NAMES) {
            throw new FieldRefused("names", request.getNamesCount() + " (expected: at most " + MOST_NAMES + ")");
        }
        return byName
                ? replays.replay(request.getNamesList().stream()
                        .map(NotificationGrpcService::id)
                        .toList())
                : replays.replay(request.getReceiver());
    }

    private static UUID id(String name) {
        try {
            return UUID.fromString(name.replaceFirst("^notifications/", ""));
        } catch (IllegalArgumentException _) {
            throw new FieldRefused("names", name + " (expected: notifications/{notification})");
        }
    }

    private static Optional<State> state(NotificationState state) {
        return switch (state) {
            case NOTIFICATION_STATE_UNSPECIFIED -> Optional.empty();
            case NOTIFICATION_STATE_READY -> Optional.of(State.READY);
            case NOTIFICATION_STATE_SENDING -> Optional.of(State.SENDING);
            case NOTIFICATION_STATE_UNKNOWN -> Optional.of(State.UNKNOWN);
            case NOTIFICATION_STATE_DONE -> Optional.of(State.DONE);
            case NOTIFICATION_STATE_DEAD -> Optional.of(State.DEAD);
            case UNRECOGNIZED -> throw new FieldRefused("state", "unknown (expected: one of the contract)");
        };
    }

    @Override
    public Mono<ListNotificationsResponse> listNotifications(ListNotificationsRequest request) {
        return edge.one(() -> listings.apply(state(request.getState()))
                .list(request.getPageSize(), request.getPageToken())
                .map(page -> ListNotificationsResponse.newBuilder()
                        .addAllNotifications(page.rows().stream()
                                .map(GroupProtos::notification)
                                .toList())
                        .setNextPageToken(page.nextToken())
                        .build()));
    }
}
