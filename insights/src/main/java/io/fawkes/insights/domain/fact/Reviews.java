package io.fawkes.insights.domain.fact;

import static java.util.Comparator.naturalOrder;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When people reviewed a pull request; both null if nobody did.
 *
 * @param first the first time
 * @param last the last time up to the merge; what comes later holds nothing up
 */
public record Reviews(@Nullable Instant first, @Nullable Instant last) {
    /** Nobody did. */
    public static final Reviews NONE = new Reviews(null, null);

    /** Those of {@code times} that came before {@code merge}, if there was one. */
    public static Reviews of(Collection<Instant> times, @Nullable Instant merge) {
        List<Instant> before = times.stream()
                .filter(time -> merge == null || !time.isAfter(merge))
                .sorted(naturalOrder())
                .toList();
        return before.isEmpty() ? NONE : new Reviews(before.getFirst(), before.getLast());
    }
}
