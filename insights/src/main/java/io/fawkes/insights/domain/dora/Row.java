package io.fawkes.insights.domain.dora;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.timeline.Change;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row behind a number: what it is about, whether it counts, and why not.
 *
 * @param subject {@code deployments/…} or {@code changes/…}
 * @param revision version or commit
 * @param title for people
 * @param uri page at the source; empty if none
 * @param deployment deployment that a change came with; empty for rows about deployments
 * @param time when it counts: the end of the deployment
 * @param start where a duration begins; null for counts
 * @param value what it adds, if that is a duration
 * @param exclusion why it does not count; null if it does
 * @param failed whether the deployment failed
 * @param evidence what that rests on, strongest first
 */
public record Row(
        String subject,
        String revision,
        String title,
        String uri,
        String deployment,
        Instant time,
        @Nullable Instant start,
        @Nullable Duration value,
        @Nullable ExclusionReason exclusion,
        boolean failed,
        List<Evidence> evidence) {
    /** Oldest first; of one time by start and subject, so that nothing depends on arrival. */
    public static final Comparator<Row> OLDEST_FIRST = comparing(Row::position);

    static Row about(Deployment deployment, @Nullable ExclusionReason exclusion) {
        return new Row(
                deployment.name(),
                deployment.revision(),
                titleOf(deployment),
                deployment.uri(),
                "",
                deployment.time(),
                null,
                null,
                exclusion,
                false,
                List.of());
    }

    static Row about(Change change) {
        boolean itself = change.subject().equals(change.deployment().name());
        return new Row(
                change.subject(),
                change.revision(),
                change.title(),
                change.uri(),
                itself ? "" : change.deployment().name(),
                change.deployment().time(),
                change.committed(),
                change.leadTime(),
                change.exclusion(),
                false,
                List.of());
    }

    Row judged(boolean hasFailed, List<Evidence> found) {
        return new Row(
                subject,
                revision,
                title,
                uri,
                deployment,
                time,
                start,
                value,
                exclusion,
                hasFailed,
                List.copyOf(found));
    }

    Row lasting(Instant from, @Nullable Duration lasted) {
        return new Row(subject, revision, title, uri, deployment, time, from, lasted, exclusion, failed, evidence);
    }

    /** Where it stands among the rows of its metric. */
    public Position position() {
        return new Position(time, start == null ? Instant.MIN : start, subject);
    }

    /** Whether it counts. */
    public boolean counted() {
        return exclusion == null;
    }

    static Stream<Row> counted(Collection<Row> rows) {
        return rows.stream().filter(Row::counted);
    }

    static List<Duration> values(Collection<Row> rows) {
        return counted(rows).map(Row::value).flatMap(Stream::ofNullable).toList();
    }

    static Map<ExclusionReason, Integer> exclusions(Collection<Row> rows) {
        Map<ExclusionReason, Integer> counts = new EnumMap<>(ExclusionReason.class);
        rows.stream()
                .map(Row::exclusion)
                .flatMap(Stream::ofNullable)
                .forEach(reason -> counts.merge(reason, 1, Integer::sum));
        return counts;
    }

    private static String titleOf(Deployment deployment) {
        return deployment.rerelease()
                ? "change, released again"
                : deployment.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * A place in the order of rows, which stays when rows around it come and go.
     *
     * @param start {@link Instant#MIN} for rows without one
     */
    public record Position(Instant time, Instant start, String subject) implements Comparable<Position> {
        private static final Comparator<Position> ORDER =
                comparing(Position::time).thenComparing(Position::start).thenComparing(Position::subject);

        @Override
        public int compareTo(Position other) {
            return ORDER.compare(this, other);
        }
    }
}
