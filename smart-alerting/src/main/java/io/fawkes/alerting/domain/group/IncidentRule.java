package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.AlertState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which groups are incidents: all alerts name one service, and one that is grave fires. An incident lasts from the
 * earliest start of its grave alerts to the latest of their ends; alerts that are not grave neither begin nor prolong it.
 *
 * @param serviceLabel label that names the service
 * @param severities values of the label {@code severity} that are grave
 * @param externalUrl where this installation is reached, without a slash at the end
 */
public record IncidentRule(String serviceLabel, Set<String> severities, String externalUrl) {

    private static final String SEVERITY = "severity";
    private static final int LONGEST_TITLE = 200;

    /** What is longer is no word that anybody compares. */
    private static final int LONGEST_SEVERITY = 63;

    public IncidentRule {
        severities = Set.copyOf(severities);
    }

    /** What is to be told of {@code group} now: an incident that begins, or one that ends. */
    Optional<IncidentStep> step(Group group) {
        List<Alert> grave = group.members().stream().filter(this::isGrave).toList();
        boolean fires = grave.stream().anyMatch(alert -> alert.isFiring(group.now()));
        if (fires == group.incident().isPresent()) {
            return Optional.empty();
        }
        return fires ? begun(group, grave) : group.incident().map(open -> ended(open, grave, group.now()));
    }

    private boolean isGrave(Alert alert) {
        return severities.contains(alert.labels().get(SEVERITY));
    }

    private Optional<IncidentStep> begun(Group group, List<Alert> grave) {
        var firing = grave.stream().filter(alert -> alert.isFiring(group.now())).toList();
        Alert first = firing.stream().min(Comparator.comparing(Alert::startsAt)).orElseThrow();
        return service(group)
                .map(service -> new Incident(
                        group.id() + "-" + (group.incidents() + 1),
                        service,
                        title(first),
                        severity(first),
                        first.startsAt(),
                        Optional.empty(),
                        externalUrl + "/v1/alertGroups/" + group.id()))
                .map(incident -> new IncidentStep(incident, false));
    }

    /** The one service that all alerts name. */
    private Optional<String> service(Group group) {
        List<String> named = group.members().stream()
                .map(alert -> alert.labels().get(serviceLabel))
                .distinct()
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst()).filter(name -> !name.isEmpty()) : Optional.empty();
    }

    /** The end is told if every grave alert's source told its own; of one that expired nobody knows when it ended. */
    private static IncidentStep ended(Incident open, List<Alert> grave, Instant now) {
        boolean isKnown = !grave.isEmpty() && grave.stream().allMatch(alert -> alert.state(now) == AlertState.RESOLVED);
        var end = grave.stream().map(alert -> alert.ending().at()).max(Comparator.naturalOrder());
        return new IncidentStep(isKnown ? open.resolved(end.orElseThrow()) : open, true);
    }

    private static Optional<String> severity(Alert first) {
        return Optional.of(first.labels().get(SEVERITY).strip())
                .filter(word -> !word.isEmpty() && word.length() <= LONGEST_SEVERITY);
    }

    private static String title(Alert first) {
        String name = first.labels().get("alertname");
        String summary = first.annotations().getOrDefault("summary", "");
        String title = summary.isEmpty() ? name : name + ": " + summary;
        String text = title.isEmpty() ? first.labels().toString() : title;
        return text.substring(
                0, text.offsetByCodePoints(0, Math.min(text.codePointCount(0, text.length()), LONGEST_TITLE)));
    }

    /**
     * Something to tell of an incident.
     *
     * @param incident as it is now
     * @param isOver whether the group is none any more
     */
    public record IncidentStep(Incident incident, boolean isOver) {

        /** Whether there is something that data-api does not know: a begin, or an end whose time is known. */
        public boolean isNews() {
            return !isOver || incident.resolvedAt().isPresent();
        }

        /** Idempotency key. */
        public String key() {
            return incident.id() + (isOver ? "/resolved" : "/begun");
        }
    }
}
