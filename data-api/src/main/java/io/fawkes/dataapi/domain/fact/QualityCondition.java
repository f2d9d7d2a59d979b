package io.fawkes.dataapi.domain.fact;

/**
 * One condition of a quality gate.
 *
 * @param status whether it held
 * @param measured what was measured, as the tool writes it; may be empty
 * @param threshold what was asked for, as the tool writes it; may be empty
 */
public record QualityCondition(QualityStatus status, String measured, String threshold) {}
