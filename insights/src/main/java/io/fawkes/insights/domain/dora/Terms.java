package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What the asker may choose.
 *
 * @param weakest weakest evidence that counts
 * @param zone zone of days, weeks and months; null means that of the services if they share one, else UTC
 * @param bucket length of the parts that the window is answered in; null means none
 * @param policy by which measures are graded
 */
public record Terms(
        EvidenceLevel weakest,
        @Nullable ZoneId zone,
        @Nullable Bucket bucket,
        LevelPolicy policy) {
    /** All evidence, the services' zone, no buckets, our own levels. */
    public static final Terms USUAL = new Terms(EvidenceLevel.INFERRED, null, null, LevelPolicy.FAWKES_2026);

    /** The same with other evidence. */
    public Terms trusting(EvidenceLevel level) {
        return new Terms(level, zone, bucket, policy);
    }

    /** The same by week, if no part is chosen. */
    public Terms inParts() {
        return bucket == null ? new Terms(weakest, zone, Bucket.WEEK, policy) : this;
    }
}
