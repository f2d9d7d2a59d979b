package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.IncidentFact;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One reason to hold that a deployment failed.
 *
 * @param subject what says so: {@code incidents/…} or {@code deployments/…}
 * @param text for people, in a sentence
 * @param incident the incident, if it is one that says so
 */
public record Evidence(
        EvidenceLevel level,
        String subject,
        String text,
        @Nullable IncidentFact incident) {
    /** Strongest first, then by subject. */
    public static final Comparator<Evidence> STRONGEST_FIRST =
            comparing(Evidence::level).thenComparing(Evidence::subject);

    static Evidence explicit(IncidentFact incident) {
        return new Evidence(
                EvidenceLevel.EXPLICIT,
                incident.name(),
                "The incident names %s as its cause.".formatted(incident.causedByVersion()),
                incident);
    }

    static Evidence inferred(IncidentFact incident) {
        return new Evidence(
                EvidenceLevel.INFERRED,
                incident.name(),
                "The incident began within the causal window while this deployment was live.",
                incident);
    }
}
