package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.fact.IncidentFact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From the moment a failed deployment hurt users to the moment they were served again.
 *
 * @param impact start of the first linked incident if that is after the deployment, else the deployment's end
 * @param restored end of the rollback that took the version away or of the deployment that took its change back, whichever
 *     came first, else when the last linked incident was mitigated or resolved; null
 *     while that has not happened
 */
public record Recovery(Instant impact, @Nullable Instant restored) {

    static Recovery of(Instant failed, List<Evidence> evidence, Optional<Instant> remedy) {
        List<IncidentFact> incidents = evidence.stream()
                .map(Evidence::incident)
                .flatMap(Stream::ofNullable)
                .toList();
        Instant impact = incidents.stream()
                .map(IncidentFact::start)
                .filter(start -> start.isAfter(failed))
                .filter(start -> remedy.isEmpty() || start.isBefore(remedy.get()))
                .min(naturalOrder())
                .orElse(failed);
        Instant restored = remedy.or(() -> lastRestored(incidents)).orElse(null);
        return new Recovery(impact, restored == null || restored.isAfter(impact) ? restored : impact);
    }

    private static Optional<Instant> lastRestored(List<IncidentFact> incidents) {
        return incidents.stream().allMatch(incident -> incident.restored() != null)
                ? incidents.stream()
                        .map(IncidentFact::restored)
                        .flatMap(Stream::ofNullable)
                        .max(naturalOrder())
                : Optional.empty();
    }
}
