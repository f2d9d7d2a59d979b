package io.fawkes.insights.domain.fact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a pipeline over one commit.
 *
 * @param pipeline job or workflow by its name at the source; empty if nobody said
 * @param commitSha what was built; empty if nobody said
 * @param queued when it was asked for; null if nobody said
 * @param started when it began to run; null if nobody said or while it waits
 * @param finished when it ended; null if nobody said or while it runs
 * @param digests of the artifacts that it made
 */
public record BuildFact(
        String name,
        long version,
        SourceKey sourceKey,
        String pipeline,
        String commitSha,
        BuildStatus status,
        @Nullable Instant queued,
        @Nullable Instant started,
        @Nullable Instant finished,
        String uri,
        List<String> digests)
        implements SourcedFact {
    public BuildFact {
        digests = digests.stream().sorted().toList();
    }

    /** One that made nothing that is known. */
    public BuildFact(
            String name,
            long version,
            SourceKey sourceKey,
            String pipeline,
            String commitSha,
            BuildStatus status,
            @Nullable Instant queued,
            @Nullable Instant started,
            @Nullable Instant finished,
            String uri) {
        this(name, version, sourceKey, pipeline, commitSha, status, queued, started, finished, uri, List.of());
    }

    /** When it is counted: its end, else the last that is known of it; null if no time is known at all. */
    public @Nullable Instant moment() {
        if (finished != null) {
            return finished;
        }
        return started == null ? queued : started;
    }
}
