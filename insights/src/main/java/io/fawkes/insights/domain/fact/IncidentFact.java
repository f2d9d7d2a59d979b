package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A time during which a service hurt its users.
 *
 * @param start when it began
 * @param resolved when users were served again; null while open
 * @param withdrawn whether its source took it back; then it never counts
 * @param causedByVersion version that it names as its cause; null if it names none
 */
public record IncidentFact(
        String name,
        long version,
        SourceKey sourceKey,
        Instant start,
        @Nullable Instant resolved,
        boolean withdrawn,
        @Nullable String causedByVersion,
        String title,
        String uri)
        implements SourcedFact {
    /** By when they began, ties by name. */
    public static final Comparator<IncidentFact> OLDEST_FIRST =
            comparing(IncidentFact::start).thenComparing(IncidentFact::name);
}
