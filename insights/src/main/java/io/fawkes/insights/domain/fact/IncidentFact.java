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
 * @param severity in the words of its source, in lower case; empty if nobody said
 * @param acknowledged when somebody took it on; null if nobody said
 * @param mitigated when users were served again though it was not resolved; null if nobody said
 * @param root what the service is known by in which the cause lies; null if it is the one that was hurt
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
        String uri,
        String severity,
        @Nullable Instant acknowledged,
        @Nullable Instant mitigated,
        @Nullable SourceKey root)
        implements SourcedFact {
    /** By when they began, ties by name. */
    public static final Comparator<IncidentFact> OLDEST_FIRST =
            comparing(IncidentFact::start).thenComparing(IncidentFact::name);

    /** One of which no more is known. */
    public IncidentFact(
            String name,
            long version,
            SourceKey sourceKey,
            Instant start,
            @Nullable Instant resolved,
            boolean withdrawn,
            @Nullable String causedByVersion,
            String title,
            String uri) {
        this(name, version, sourceKey, start, resolved, withdrawn, causedByVersion, title, uri, "", null, null, null);
    }

    /** When users were served again: mitigated or resolved, whichever came first; null while they are not. */
    public @Nullable Instant restored() {
        if (mitigated == null || resolved == null) {
            return mitigated == null ? resolved : mitigated;
        }
        return mitigated.isBefore(resolved) ? mitigated : resolved;
    }
}
