package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.IncidentFact;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reason to hold that a deployment failed, or that it was rework.
 *
 * @param subject what says so: {@code incidents/…}, {@code deployments/…} or {@code changes/…}
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

    static Evidence mended(Mend mend) {
        return new Evidence(
                EvidenceLevel.FIX,
                mend.subject(),
                "\"%s\" says that it mends \"%s\", which it brought.".formatted(mend.title(), mend.what()),
                null);
    }

    static Evidence wentBack(Deployment rollback) {
        return new Evidence(
                EvidenceLevel.ROLLBACK,
                rollback.name(),
                "Production went back to %s.".formatted(rollback.revision()),
                null);
    }

    static Evidence mends(Mend mend) {
        return new Evidence(
                EvidenceLevel.FIX,
                mend.subject(),
                "\"%s\" says that it mends \"%s\".".formatted(mend.title(), mend.what()),
                null);
    }

    static Evidence unplanned(Intent intent) {
        return new Evidence(
                EvidenceLevel.FIX, intent.subject(), "\"%s\" was called a hotfix.".formatted(intent.title()), null);
    }

    static Evidence saysItFixes(Change fix, IncidentFact incident) {
        return new Evidence(
                EvidenceLevel.INFERRED,
                fix.subject(),
                "It brings \"%s\" while an incident of an earlier deployment was open.".formatted(fix.title()),
                incident);
    }

    static Map<String, List<Evidence>> sorted(Map<String, List<Evidence>> evidence) {
        Map<String, List<Evidence>> sorted = new HashMap<>();
        evidence.forEach((name, found) ->
                sorted.put(name, found.stream().sorted(STRONGEST_FIRST).toList()));
        return Map.copyOf(sorted);
    }
}
