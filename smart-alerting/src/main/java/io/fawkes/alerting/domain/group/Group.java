package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.mute.Muting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An open group as one transaction finds it.
 *
 * @param id last part of its resource name
 * @param routeId identity of its route
 * @param groupKey as Alertmanager calls it
 * @param labels the labels that its alerts share by group_by
 * @param looks how often it was looked at before
 * @param members its alerts, of each fingerprint the newest
 * @param mutings what mutes them, by their id; those that nothing mutes may be missing
 * @param told what each integration was last told, by its name
 * @param incident the incident it is open as, if it is
 * @param incidents how many incidents it was so far
 * @param now the database's time
 */
public record Group(
        UUID id,
        String routeId,
        String groupKey,
        Labels labels,
        int looks,
        List<Alert> members,
        Map<UUID, Muting> mutings,
        Map<String, Told> told,
        Optional<Incident> incident,
        int incidents,
        Instant now) {

    public Group {
        members = List.copyOf(members);
        mutings = Map.copyOf(mutings);
        told = Map.copyOf(told);
    }

    /** The same without {@code strays}. */
    public Group without(List<Alert> strays) {
        var staying = members.stream().filter(alert -> !strays.contains(alert)).toList();
        return new Group(id, routeId, groupKey, labels, looks, staying, mutings, told, incident, incidents, now);
    }

    /** Whether something mutes {@code alert}. */
    boolean isMuted(Alert alert) {
        return mutings.getOrDefault(alert.id(), Muting.NONE).isMuted();
    }

    /** Those that fire. */
    List<Alert> firing() {
        return members.stream().filter(alert -> alert.isFiring(now)).toList();
    }

    /** Those that ended. */
    List<Alert> ended() {
        return members.stream().filter(alert -> !alert.isFiring(now)).toList();
    }
}
