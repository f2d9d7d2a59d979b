package io.fawkes.dataapi.domain.fact;

/** What a quality gate, or one of its conditions, said. Names equal the contract's {@code QUALITY_STATUS_*}. */
public enum QualityStatus {
    PASSED,
    WARNED,
    FAILED
}
