package io.fawkes.dataapi.domain.feed;

import io.fawkes.dataapi.domain.fact.FactKind;
import java.util.Optional;
import java.util.Set;

/**
 * Which facts a reader asks for.
 *
 * @param kinds only these; empty means all
 * @param service id of the only service whose facts are asked for, by its claims when a page is read, and whose entry is;
 *     empty means everything
 */
public record FeedFilter(Set<FactKind> kinds, Optional<String> service) {

    /** Every fact. */
    public static final FeedFilter EVERYTHING = new FeedFilter(Set.of(), Optional.empty());

    public FeedFilter {
        kinds = Set.copyOf(kinds);
    }
}
