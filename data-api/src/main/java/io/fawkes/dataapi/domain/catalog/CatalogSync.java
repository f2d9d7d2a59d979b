package io.fawkes.dataapi.domain.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How following a catalog went.
 *
 * @param name {@code catalogSources/{source}}
 * @param uri what is read
 * @param attemptedAt when it was last tried to be read
 * @param syncedAt when it was last read as a whole; empty while it never was
 * @param failure why the last try ended before that; empty if it did not
 * @param components how many services the last whole reading found
 * @param changes how many services it changed
 * @param problemCount how many entities it could not take
 * @param problems the first of them
 */
public record CatalogSync(
        String name,
        String uri,
        Instant attemptedAt,
        Optional<Instant> syncedAt,
        String failure,
        int components,
        int changes,
        int problemCount,
        List<CatalogProblem> problems) {

    private static final int MOST_PROBLEMS = 100;

    public CatalogSync {
        problems = problems.stream().limit(MOST_PROBLEMS).toList();
    }

    /** A reading of the whole. */
    static CatalogSync whole(
            FollowedCatalog catalog, Instant now, int components, int changes, List<CatalogProblem> problems) {
        return new CatalogSync(
                catalog.name(),
                catalog.uri(),
                now,
                Optional.of(now),
                "",
                components,
                changes,
                problems.size(),
                problems);
    }

    /** A try that failed. */
    static CatalogSync failed(FollowedCatalog catalog, Instant now, String why) {
        return new CatalogSync(catalog.name(), catalog.uri(), now, Optional.empty(), why, 0, 0, 0, List.of());
    }
}
