package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.SourceKey;
import java.time.Instant;

/**
 * A source that tells of something no service claims.
 *
 * @param sourceKey what it calls that thing, as claims compare it
 * @param facts how many facts it told of it
 * @param lastSeen when the latest of them began
 */
public record UnmappedSource(SourceKey sourceKey, long facts, Instant lastSeen) {

    /** The line that maps it, as an annotation of a Backstage entity. */
    public String catalogLine() {
        return sourceKey.key() + ": " + sourceKey.value();
    }
}
