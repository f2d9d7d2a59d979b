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

    /** The line that maps it, as an annotation of a Backstage entity; who is called by an id is mapped by having it. */
    public String catalogLine() {
        String key = sourceKey.key().equals(SourceKey.SERVICE) ? "fawkes.io/service-id" : sourceKey.key();
        return key + ": " + sourceKey.value();
    }
}
