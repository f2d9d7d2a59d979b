package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.InsightsException.FieldInvalid;
import io.fawkes.insights.domain.dora.Authors;
import io.fawkes.insights.domain.dora.Bucket;
import io.fawkes.insights.domain.dora.LevelPolicy;
import io.fawkes.insights.domain.dora.RecoveryBy;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.Kind;
import io.fawkes.insights.v1.CalendarSeries;
import io.fawkes.insights.v1.DeploymentKind;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request chooses; what it does not say is as usual. */
record Choices(
        io.fawkes.insights.v1.EvidenceLevel minConfidence,
        String timeZone,
        io.fawkes.insights.v1.Authors authors,
        io.fawkes.insights.v1.RecoveryBy recoveryBy,
        List<DeploymentKind> include) {

    /** As terms without buckets, graded as usual. */
    Terms terms() {
        return new Terms(
                weakest(minConfidence),
                zone(timeZone),
                null,
                null,
                authors(authors),
                recoveryBy(recoveryBy),
                include.stream().map(Choices::kind).toList(),
                false,
                false);
    }

    /** Likewise with buckets and levels. */
    Terms terms(io.fawkes.insights.v1.Bucket bucket, String levelPolicy) {
        return terms().by(bucket(bucket)).gradedBy(policy(levelPolicy));
    }

    /** {@code terms} with worked time besides, if {@code series} asks for it. */
    static Terms told(CalendarSeries series, Terms terms) {
        return switch (series) {
            case CALENDAR_SERIES_UNSPECIFIED, CALENDAR_SERIES_WALL_CLOCK -> terms;
            case CALENDAR_SERIES_WORKDAYS -> terms.worked();
            case UNRECOGNIZED -> throw new FieldInvalid("calendar", "unknown (expected: wall clock or workdays)");
        };
    }

    private static @Nullable EvidenceLevel weakest(io.fawkes.insights.v1.EvidenceLevel level) {
        return switch (level) {
            case EVIDENCE_LEVEL_EXPLICIT -> EvidenceLevel.EXPLICIT;
            case EVIDENCE_LEVEL_ROLLBACK -> EvidenceLevel.ROLLBACK;
            case EVIDENCE_LEVEL_FIX -> EvidenceLevel.FIX;
            case EVIDENCE_LEVEL_INFERRED -> EvidenceLevel.INFERRED;
            case EVIDENCE_LEVEL_UNSPECIFIED -> null;
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

    private static @Nullable LevelPolicy policy(String id) {
        return id.isEmpty()
                ? null
                : LevelPolicy.named(id)
                        .orElseThrow(
                                () -> new FieldInvalid("level_policy", id + " (expected: one of " + known() + ")"));
    }

    private static @Nullable Authors authors(io.fawkes.insights.v1.Authors authors) {
        return switch (authors) {
            case AUTHORS_UNSPECIFIED -> null;
            case AUTHORS_PEOPLE -> Authors.PEOPLE;
            case AUTHORS_ALL -> Authors.ALL;
            case UNRECOGNIZED -> throw new FieldInvalid("authors", "unknown (expected: people or all)");
        };
    }

    private static RecoveryBy recoveryBy(io.fawkes.insights.v1.RecoveryBy by) {
        return switch (by) {
            case RECOVERY_BY_UNSPECIFIED, RECOVERY_BY_DEPLOYED -> RecoveryBy.DEPLOYED;
            case RECOVERY_BY_RESTORED -> RecoveryBy.RESTORED;
            case UNRECOGNIZED -> throw new FieldInvalid("recovery_by", "unknown (expected: deployed or restored)");
        };
    }

    private static Kind kind(DeploymentKind kind) {
        return switch (kind) {
            case DEPLOYMENT_KIND_BASELINE -> Kind.BASELINE;
            case DEPLOYMENT_KIND_REDEPLOY -> Kind.REDEPLOY;
            case DEPLOYMENT_KIND_ROLLBACK -> Kind.ROLLBACK;
            case DEPLOYMENT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                throw new FieldInvalid("include", "unknown (expected: baseline, redeploy or rollback)");
        };
    }

    private static String known() {
        return LevelPolicy.ALL.stream().map(LevelPolicy::id).collect(Collectors.joining(", "));
    }
}
