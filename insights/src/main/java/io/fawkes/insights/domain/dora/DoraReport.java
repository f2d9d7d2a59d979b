package io.fawkes.insights.domain.dora;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNullElseGet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer with the rows behind each of its numbers. One computation makes both: a metric is what its rows add up to,
 * so they cannot disagree.
 *
 * @param teams teams whose rows these are, {@code teams/{team}}; an empty text among them stands for nobody
 */
public record DoraReport(DoraAnswer answer, Set<String> teams, Rows all) {

    /** Answers {@code inquiry} from the timelines of its services. */
    public static DoraReport of(Inquiry inquiry, Collection<Timeline> timelines) {
        ZoneId zone = requireNonNullElseGet(inquiry.terms().zone(), () -> sharedZone(timelines));
        Days days = new Days(zone);
        List<Part> parts = timelines.stream()
                .map(timeline -> Part.of(timeline, inquiry, days))
                .toList();
        Rows rows = Rows.pooled(parts.stream().map(Part::rows).toList());
        Span span = new Span(inquiry.window(), days, inquiry.watermark(), firstSuccess(parts));
        Measures measures = Measures.of(rows, span);
        DoraAnswer answer = new DoraAnswer(
                inquiry,
                zone,
                parts.size(),
                measures,
                buckets(inquiry, rows, span),
                inquiry.group().kind() == Group.Kind.SERVICE ? List.of() : spread(parts),
                Grades.of(measures, span, inquiry.terms().policy()));
        return new DoraReport(answer, teams(timelines), rows);
    }

    /** Rows behind {@code metric}, oldest first. */
    public List<Row> rows(Metric metric) {
        return all.of(metric);
    }

    private static List<BucketMeasures> buckets(Inquiry inquiry, Rows rows, Span span) {
        Bucket bucket = inquiry.terms().bucket();
        return bucket == null
                ? List.of()
                : bucket.partsOf(inquiry.window(), span.days().zone()).stream()
                        .map(part -> new BucketMeasures(part, Measures.of(rows.within(part), span.of(part))))
                        .toList();
    }

    private static List<Spread> spread(List<Part> parts) {
        return Spread.over(parts.stream()
                .map(part -> Measures.of(part.rows(), part.span()))
                .toList());
    }

    private static ZoneId sharedZone(Collection<Timeline> timelines) {
        Set<ZoneId> zones =
                timelines.stream().map(timeline -> timeline.service().zone()).collect(toUnmodifiableSet());
        return zones.size() == 1 ? zones.iterator().next() : ZoneId.of("UTC");
    }

    private static @Nullable Instant firstSuccess(List<Part> parts) {
        return parts.stream()
                .map(part -> part.span().firstSuccess())
                .flatMap(java.util.stream.Stream::ofNullable)
                .min(naturalOrder())
                .orElse(null);
    }

    private static Set<String> teams(Collection<Timeline> timelines) {
        return timelines.stream().map(timeline -> timeline.service().team()).collect(toUnmodifiableSet());
    }

    /** What one service adds. */
    private record Part(Rows rows, Span span) {
        static Part of(Timeline timeline, Inquiry inquiry, Days days) {
            Group group = inquiry.group();
            Rows rows = Rows.of(
                    new Scope(timeline, inquiry.window(), inquiry.terms().weakest(), inquiry.watermark()));
            Instant first = timeline.deployments().stream()
                    .filter(Deployment::succeeded)
                    .filter(group::holds)
                    .findFirst()
                    .map(Deployment::time)
                    .orElse(null);
            return new Part(
                    group.kind() == Group.Kind.ENVIRONMENT ? rows.in(group.id()) : rows,
                    new Span(inquiry.window(), days, inquiry.watermark(), first));
        }
    }
}
