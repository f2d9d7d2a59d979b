package io.fawkes.alerting.grpc;

import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.read.GroupView;
import io.fawkes.alerting.domain.read.IncidentView;
import io.fawkes.alerting.domain.read.NotificationView;
import io.fawkes.alerting.domain.read.Place;
import io.fawkes.alerting.domain.read.Progress;
import io.fawkes.alerting.v1.AlertGroup;
import io.fawkes.alerting.v1.AlertGroupState;
import io.fawkes.alerting.v1.AlertPlace;
import io.fawkes.alerting.v1.Notification;
import io.fawkes.alerting.v1.NotificationReason;
import io.fawkes.alerting.v1.NotificationState;
import io.fawkes.alerting.v1.ReportedIncident;

/** Groups, notifications and incidents as the contract's messages. */
final class GroupProtos {

    private static final int TOLD_OF_A_PLACE = 20;

    private GroupProtos() {}

    static AlertGroup group(GroupView view) {
        var message = AlertGroup.newBuilder()
                .setName("alertGroups/" + view.id())
                .setGroupKey(view.groupKey())
                .setReceiver(view.receiver())
                .putAllLabels(view.labels().values())
                .setState(state(view.state()))
                .setReason(view.reason())
                .setFiringCount(view.firing())
                .setResolvedCount(view.resolved())
                .addAllMutingIntervals(view.mutes().by())
                .setSuppressedCount(view.mutes().suppressed())
                .setStartTime(Times.timestamp(view.startsAt()))
                .setCreateTime(Times.timestamp(view.createdAt()))
                .setUpdateTime(Times.timestamp(view.updatedAt()));
        view.dueAt().map(Times::timestamp).ifPresent(message::setFlushTime);
        view.closedAt().map(Times::timestamp).ifPresent(message::setCloseTime);
        view.details().alerts().forEach(alert -> message.addAlerts("alerts/" + alert));
        view.details().notifications().forEach(told -> message.addNotifications(notification(told)));
        view.details().incidents().forEach(reported -> message.addIncidents(incident(reported)));
        return message.build();
    }

    private static AlertGroupState state(GroupView.State state) {
        return switch (state) {
            case WAITING -> AlertGroupState.ALERT_GROUP_STATE_WAITING;
            case FIRING -> AlertGroupState.ALERT_GROUP_STATE_FIRING;
            case SUPPRESSED -> AlertGroupState.ALERT_GROUP_STATE_SUPPRESSED;
            case RESOLVED -> AlertGroupState.ALERT_GROUP_STATE_RESOLVED;
            case CLOSED -> AlertGroupState.ALERT_GROUP_STATE_CLOSED;
        };
    }

    static AlertPlace place(Place place, AlertView alert) {
        GroupView group = place.group();
        var message = AlertPlace.newBuilder()
                .setAlertGroup("alertGroups/" + group.id())
                .setRoute(group.route())
                .setReceiver(group.receiver())
                .putAllGroupLabels(group.labels().values())
                .setLeft(place.left())
                .addAllMutingIntervals(group.mutes().by())
                .setOutlook(place.outlook(alert));
        group.dueAt().map(Times::timestamp).ifPresent(message::setDueTime);
        group.details().notifications().reversed().stream()
                .limit(TOLD_OF_A_PLACE)
                .map(GroupProtos::notification)
                .forEach(message::addNotifications);
        return message.build();
    }

    static Notification notification(NotificationView view) {
        Progress progress = view.progress();
        var message = Notification.newBuilder()
                .setName("notifications/" + view.id())
                .setAlertGroup("alertGroups/" + view.group())
                .setReceiver(view.receiver())
                .setIntegration(view.integration())
                .setReason(NotificationReason.forNumber(view.reason().code()))
                .setState(state(progress.state()))
                .setAttemptCount(progress.attempts())
                .setUnknownCount(progress.unknowns())
                .setLastError(progress.lastError())
                .setFiringCount(view.firing())
                .setResolvedCount(view.resolved())
                .setKey(view.key())
                .setCreateTime(Times.timestamp(view.createdAt()));
        progress.dueAt().map(Times::timestamp).ifPresent(message::setDueTime);
        progress.settledAt().map(Times::timestamp).ifPresent(message::setSettleTime);
        return message.build();
    }

    private static ReportedIncident incident(IncidentView view) {
        var message = ReportedIncident.newBuilder()
                .setIncidentId(view.id())
                .setIncident(view.name())
                .setService(view.service())
                .setTitle(view.title())
                .setStartTime(Times.timestamp(view.startsAt()))
                .setReportState(state(view.progress().state()))
                .setLastError(view.progress().lastError());
        view.resolvedAt().map(Times::timestamp).ifPresent(message::setResolveTime);
        return message.build();
    }

    private static NotificationState state(Progress.State state) {
        return switch (state) {
            case READY -> NotificationState.NOTIFICATION_STATE_READY;
            case SENDING -> NotificationState.NOTIFICATION_STATE_SENDING;
            case UNKNOWN -> NotificationState.NOTIFICATION_STATE_UNKNOWN;
            case DONE -> NotificationState.NOTIFICATION_STATE_DONE;
            case DEAD -> NotificationState.NOTIFICATION_STATE_DEAD;
        };
    }
}
