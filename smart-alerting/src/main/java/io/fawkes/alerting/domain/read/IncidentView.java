package io.fawkes.alerting.domain.read;

import java.time.Instant;
import java.util.Optional;

/**
 * An incident that a group was reported as.
 *
 * @param id our id of it
 * @param name data-api's resource name of it; empty until it has answered
 * @param service the service, as the alerts name it
 * @param title what went wrong
 * @param startsAt when it began
 * @param resolvedAt when it ended, if that is known
 * @param progress how far the last report has come
 */
public record IncidentView(
        String id,
        String name,
        String service,
        String title,
        Instant startsAt,
        Optional<Instant> resolvedAt,
        Progress progress) {}
