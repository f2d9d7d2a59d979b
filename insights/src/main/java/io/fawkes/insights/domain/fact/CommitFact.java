package io.fawkes.insights.domain.fact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit, with the edges by which reachability is known.
 *
 * @param predecessors SHAs that were directly before it on some branch
 * @param authorTime when it was authored; null if its source did not say
 * @param authorIsBot whether a program authored it
 */
public record CommitFact(
        String name,
        long version,
        SourceKey sourceKey,
        String sha,
        List<String> predecessors,
        @Nullable Instant authorTime,
        boolean authorIsBot,
        String title,
        String uri)
        implements SourcedFact {
    public CommitFact {
        predecessors = predecessors.stream().sorted().toList();
    }
}
