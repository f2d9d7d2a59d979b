package io.fawkes.alerting.domain.read;

import io.fawkes.alerting.domain.alert.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A group as it is now.
 *
 * @param id last part of its resource name
 * @param groupKey as Alertmanager calls it
 * @param receiver who is told
 * @param labels the labels that its alerts share by group_by
 * @param looks how often it was looked at
 * @param firing number of its alerts that fire
 * @param resolved number of its alerts that ended and have not left it
 * @param total number of alerts that it ever had
 * @param startsAt earliest start of them
 * @param createdAt when it was made
 * @param updatedAt when an alert last joined it
 * @param dueAt when it is next looked at, while it is open
 * @param closedAt when it was closed, if it is
 * @param mutes what kept it from being told at its last look
 * @param details what only reading this one group shows
 */
public record GroupView(
        UUID id,
        String groupKey,
        String receiver,
        Labels labels,
        int looks,
        int firing,
        int resolved,
        int total,
        Instant startsAt,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> dueAt,
        Optional<Instant> closedAt,
        Mutes mutes,
        Details details) {

    /** Where a group is in its life. */
    public enum State {
        WAITING,
        FIRING,
        SUPPRESSED,
        RESOLVED,
        CLOSED
    }

    /**
     * What only reading one group shows.
     *
     * @param alerts ids of its alerts
     * @param notifications what was told, oldest first
     * @param incidents what it was reported as, oldest first
     */
    public record Details(List<UUID> alerts, List<NotificationView> notifications, List<IncidentView> incidents) {

        /** Not read. */
        public static final Details NONE = new Details(List.of(), List.of(), List.of());

        public Details {
            alerts = List.copyOf(alerts);
            notifications = List.copyOf(notifications);
            incidents = List.copyOf(incidents);
        }
    }

    /**
     * What kept a group from being told at its last look.
     *
     * @param by names of the time intervals that made its route quiet
     * @param suppressed how many of its alerts fired and were silenced or inhibited
     */
    public record Mutes(List<String> by, int suppressed) {

        public Mutes {
            by = List.copyOf(by);
        }

        boolean isWhole(int firing) {
            return !by.isEmpty() || suppressed >= firing;
        }
    }

    /** Where it is in its life. */
    public State state() {
        if (closedAt.isPresent()) {
            return State.CLOSED;
        }
        if (looks == 0) {
            return State.WAITING;
        }
        if (firing == 0) {
            return State.RESOLVED;
        }
        return mutes.isWhole(firing) ? State.SUPPRESSED : State.FIRING;
    }

    /** For people: why these alerts are together, in a line. */
    public String reason() {
        String shared = labels.isEmpty() ? "no label by which they are told apart" : labels.toString();
        return "%d %s of the route %s to receiver %s share %s"
                .formatted(total, total == 1 ? "alert" : "alerts", route(), receiver, shared);
    }

    /** The way through the configuration: the matchers of each route from the root. */
    public String route() {
        return groupKey.substring(
                0, Math.max(0, groupKey.length() - labels.toString().length() - 1));
    }

    /** The same with what only reading one group shows. */
    public GroupView with(Details read) {
        return new GroupView(
                id, groupKey, receiver, labels, looks, firing, resolved, total, startsAt, createdAt, updatedAt, dueAt,
                closedAt, mutes, read);
    }
}
