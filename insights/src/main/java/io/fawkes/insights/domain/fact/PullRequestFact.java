package io.fawkes.insights.domain.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pull request: the branch it brings and the commit it became.
 *
 * @param headSha head of its branch
 * @param baseSha commit of the target branch it was compared with
 * @param mergeSha commit it became on the target branch; null until merged
 * @param openTime when it was opened, of a draft when it was made ready for review; null if nobody said
 * @param mergeTime when it was merged; null if it was not
 * @param authorIsBot whether a program opened it
 * @param author login at the source; empty if nobody said
 * @param reviews when somebody else reviewed it, up to its merge
 */
public record PullRequestFact(
        String name,
        long version,
        SourceKey sourceKey,
        @Nullable String headSha,
        @Nullable String baseSha,
        @Nullable String mergeSha,
        @Nullable Instant openTime,
        @Nullable Instant mergeTime,
        boolean authorIsBot,
        String title,
        String uri,
        String author,
        Purpose purpose,
        Reviews reviews)
        implements SourcedFact {
    /** One of which no more is known. */
    public PullRequestFact(
            String name,
            long version,
            SourceKey sourceKey,
            @Nullable String headSha,
            @Nullable String baseSha,
            @Nullable String mergeSha,
            @Nullable Instant openTime,
            @Nullable Instant mergeTime,
            boolean authorIsBot,
            String title,
            String uri) {
        this(
                name,
                version,
                sourceKey,
                headSha,
                baseSha,
                mergeSha,
                openTime,
                mergeTime,
                authorIsBot,
                title,
                uri,
                "",
                Purpose.UNSAID,
                Reviews.NONE);
    }

    /** Whether {@code sha} is the head of its branch or what it became. */
    public boolean isAbout(String sha) {
        return sha.equals(mergeSha) || sha.equals(headSha);
    }
}
