package io.fawkes.insights.domain.dora;

import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.Kind;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the asker may choose.
 *
 * @param weakest weakest evidence that counts; null means what the policy of the service says; so of authors
 * @param zone zone of days, weeks and months; null means that of the services if they share one, else UTC
 * @param bucket length of the parts that the window is answered in; null means none
 * @param policy by which measures are graded; null means what the services' policy says
 * @param authors whose changes count
 * @param recoveryBy where a recovery counts
 * @param included kinds that count as deployments besides changes, in their order
 * @param workdays whether worked time is told besides
 * @param trends whether the windows before are told besides
 */
public record Terms(
        @Nullable EvidenceLevel weakest,
        @Nullable ZoneId zone,
        @Nullable Bucket bucket,
        @Nullable LevelPolicy policy,
        @Nullable Authors authors,
        RecoveryBy recoveryBy,
        List<Kind> included,
        boolean workdays,
        boolean trends) {
    /** Nothing but what the policies of the services say. */
    public static final Terms USUAL =
            new Terms(null, null, null, null, null, RecoveryBy.DEPLOYED, List.of(), false, false);

    public Terms {
        included = included.stream().distinct().sorted(naturalOrder()).toList();
    }

    /** The same with other evidence. */
    public Terms trusting(EvidenceLevel level) {
        return new Terms(level, zone, bucket, policy, authors, recoveryBy, included, workdays, trends);
    }

    /** The same in other parts. */
    public Terms by(@Nullable Bucket parts) {
        return new Terms(weakest, zone, parts, policy, authors, recoveryBy, included, workdays, trends);
    }

    /** The same, graded by other levels; by those of the services' policy if that is null. */
    public Terms gradedBy(@Nullable LevelPolicy levels) {
        return new Terms(weakest, zone, bucket, levels, authors, recoveryBy, included, workdays, trends);
    }

    /** The same with a second series that counts worked time only. */
    public Terms worked() {
        return new Terms(weakest, zone, bucket, policy, authors, recoveryBy, included, true, trends);
    }

    /** The same with the windows before besides. */
    public Terms compared() {
        return new Terms(weakest, zone, bucket, policy, authors, recoveryBy, included, workdays, true);
    }

    /** The same by week, if no part is chosen. */
    public Terms inParts() {
        return bucket == null ? by(Bucket.WEEK) : this;
    }
}
