package io.fawkes.dataapi.domain.fact;

/** How surely an incident is put down to a deployment; the earlier, the surer. */
public enum FailureEvidence {
    EXPLICIT,
    ROLLBACK,
    FIX,
    INFERRED
}
