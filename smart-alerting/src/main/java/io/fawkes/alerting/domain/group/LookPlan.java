package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.group.IncidentRule.IncidentStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a look at a group leads to; written in the transaction that looked.
 *
 * @param next until the next look
 * @param notifications messages to promise
 * @param told what integrations will then have been told, of those for which it changes, by name
 * @param leaving alerts that leave the group once every message is settled, unless they fire again
 * @param mutedBy names of the time intervals that kept everybody from being told; empty if none did
 * @param suppressed how many alerts fire and were not told since something mutes them
 * @param incident what is to be told of the group's incident
 */
public record LookPlan(
        Duration next,
        List<Notification> notifications,
        Map<String, Told> told,
        Set<UUID> leaving,
        List<String> mutedBy,
        int suppressed,
        Optional<IncidentStep> incident) {

    public LookPlan {
        notifications = List.copyOf(notifications);
        told = Map.copyOf(told);
        leaving = Set.copyOf(leaving);
        mutedBy = List.copyOf(mutedBy);
    }
}
