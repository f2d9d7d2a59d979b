package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.InsightsException.FieldInvalid;
import io.fawkes.insights.domain.dora.Bucket;
import io.fawkes.insights.domain.dora.LevelPolicy;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request chooses; what it does not say is as usual. */
final class Choices {
    private Choices() {}

    static Terms terms(
            io.fawkes.insights.v1.EvidenceLevel minConfidence,
            String timeZone,
            io.fawkes.insights.v1.Bucket bucket,
            String levelPolicy) {
        return new Terms(weakest(minConfidence), zone(timeZone), bucket(bucket), policy(levelPolicy));
    }

    private static EvidenceLevel weakest(io.fawkes.insights.v1.EvidenceLevel level) {
        return switch (level) {
            case EVIDENCE_LEVEL_EXPLICIT -> EvidenceLevel.EXPLICIT;
            case EVIDENCE_LEVEL_ROLLBACK -> EvidenceLevel.ROLLBACK;
            case EVIDENCE_LEVEL_FIX -> EvidenceLevel.FIX;
            case EVIDENCE_LEVEL_UNSPECIFIED, EVIDENCE_LEVEL_INFERRED -> EvidenceLevel.INFERRED;
            case UNRECOGNIZED -> throw new FieldInvalid("min_confidence", "unknown (expected: an evidence level)");
        };
    }

    private static @Nullable ZoneId zone(String id) {
        try {
            return id.isEmpty() ? null : ZoneId.of(id);
        } catch (DateTimeException _) {
            throw new FieldInvalid("time_zone", id + " (expected: an IANA zone such as Europe/Berlin)");
        }
    }

    private static @Nullable Bucket bucket(io.fawkes.insights.v1.Bucket bucket) {
        return switch (bucket) {
            case BUCKET_UNSPECIFIED -> null;
            case BUCKET_DAY -> Bucket.DAY;
            case BUCKET_WEEK -> Bucket.WEEK;
            case BUCKET_MONTH -> Bucket.MONTH;
            case UNRECOGNIZED -> throw new FieldInvalid("bucket", "unknown (expected: day, week or month)");
        };
    }

    private static LevelPolicy policy(String id) {
        return id.isEmpty()
                ? Terms.USUAL.policy()
                : LevelPolicy.named(id)
                        .orElseThrow(
                                () -> new FieldInvalid("level_policy", id + " (expected: one of " + known() + ")"));
    }

    private static String known() {
        return LevelPolicy.ALL.stream().map(LevelPolicy::id).collect(Collectors.joining(", "));
    }
}
