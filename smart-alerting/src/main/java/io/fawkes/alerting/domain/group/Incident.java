package io.fawkes.alerting.domain.group;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which a group's alerts hurt a service's users.
 *
 * @param id our id of it; telling it again adds to what is known
 * @param service the service, as the alerts' label names it
 * @param title what went wrong, in a line
 * @param severity how bad it is, as the label of the alert that gives it its title says; told when it begins and not kept
 * @param startsAt earliest start of the alerts that make it one
 * @param resolvedAt latest end of them; absent while one fires, and where one merely expired
 * @param uri page of the group
 */
public record Incident(
        String id,
        String service,
        String title,
        Optional<String> severity,
        Instant startsAt,
        Optional<Instant> resolvedAt,
        String uri) {

    Incident resolved(Instant at) {
        return new Incident(id, service, title, severity, startsAt, Optional.of(at), uri);
    }
}
