package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.Bytes;

/** Writes the report of an incident as it is kept until it is sent. */
@FunctionalInterface
public interface IncidentWriter {

    /** What the sender of incidents will read. */
    Bytes write(Incident incident);
}
