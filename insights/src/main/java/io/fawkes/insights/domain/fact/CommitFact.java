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
 * @param author login at the source, or a name; empty if nobody said
 * @param pickedFrom SHA of the commit that it was picked from; null if it says none
 * @param patch the same for commits that change the same; empty if nobody said
 * @param paths what it touched, directories if that was much; empty if its source did not say
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
        String uri,
        String author,
        Purpose purpose,
        @Nullable String pickedFrom,
        String patch,
        List<String> paths)
        implements SourcedFact {
    public CommitFact {
        predecessors = predecessors.stream().sorted().toList();
        paths = List.copyOf(paths);
    }

    /** One of which no more is known. */
    public CommitFact(
            String name,
            long version,
            SourceKey sourceKey,
            String sha,
            List<String> predecessors,
            @Nullable Instant authorTime,
            boolean authorIsBot,
            String title,
            String uri) {
        this(
                name,
                version,
                sourceKey,
                sha,
                predecessors,
                authorTime,
                authorIsBot,
                title,
                uri,
                "",
                Purpose.UNSAID,
                null,
                "",
                List.of());
    }
}
