package io.fawkes.insights.domain.dora;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNullElseGet;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.insights.domain.calendar.WorkCalendar;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.statistics.Nanos;
import io.fawkes.insights.domain.timeline.PackedDeployments;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
        List<Part> parts = parts(inquiry, timelines, days);
        Rows rows = Rows.pooled(parts.stream().map(Part::rows).toList());
        Span span = new Span(inquiry.window(), days, inquiry.watermark(), firstSuccess(parts));
        Measures measures = Measures.of(rows, span);
        Policy governing = governing(inquiry, timelines);
        Worked worked = inquiry.terms().workdays() ? Worked.of(timelines, parts) : null;
        DoraAnswer answer = new DoraAnswer(
                inquiry,
                zone,
                parts.size(),
                measures,
                buckets(inquiry, rows, span, worked),
                inquiry.group().kind() == Group.Kind.SERVICE ? List.of() : spread(parts),
                Grades.of(measures, span, levels(inquiry, governing), Survey.beside(inquiry, timelines)),
                governing,
                worked == null ? null : worked.series(inquiry.window(), measures, span),
                inquiry.terms().trends() ? trends(inquiry, timelines, span) : List.of());
        return new DoraReport(answer, teams(inquiry.group(), timelines), rows);
    }

    /** Rows behind {@code metric}, oldest first. */
    public List<Row> rows(Metric metric) {
        return all.of(metric);
    }

    /** Services are looked at on as many threads as there are processors: timelines are immutable and nothing waits. */
    private static List<Part> parts(Inquiry inquiry, Collection<Timeline> timelines, Days days) {
        return timelines.parallelStream()
                .map(timeline -> Part.of(timeline, inquiry, days))
                .toList();
    }

    private static List<Trend> trends(Inquiry inquiry, Collection<Timeline> timelines, Span span) {
        return Era.trends(span, window -> {
            List<Part> parts = parts(inquiry.over(window), timelines, span.days());
            Rows rows = Rows.pooled(parts.stream().map(Part::rows).toList());
            Span own = span.of(window);
            return new Era(rows, own, Spread.Own.of(rows, own));
        });
    }

    private static List<BucketMeasures> buckets(Inquiry inquiry, Rows rows, Span span, @Nullable Worked worked) {
        Bucket bucket = inquiry.terms().bucket();
        return bucket == null
                ? List.of()
                : bucket.partsOf(inquiry.window(), span.days().zone()).stream()
                        .map(part -> bucket(part, Measures.of(rows.within(part), span.of(part)), span, worked))
                        .toList();
    }

    private static BucketMeasures bucket(Window part, Measures measures, Span span, @Nullable Worked worked) {
        return new BucketMeasures(part, measures, worked == null ? null : worked.series(part, measures, span.of(part)));
    }

    private static List<Spread> spread(List<Part> parts) {
        return Spread.over(parts.stream()
                .map(part -> Spread.Own.of(part.rows(), part.span()))
                .toList());
    }

    private static ZoneId sharedZone(Collection<Timeline> timelines) {
        Set<ZoneId> zones = timelines.stream().map(Timeline::zone).collect(toUnmodifiableSet());
        return zones.size() == 1 ? zones.iterator().next() : ZoneId.of("UTC");
    }

    private static @Nullable Instant firstSuccess(List<Part> parts) {
        return parts.stream()
                .map(part -> part.span().firstSuccess())
                .flatMap(java.util.stream.Stream::ofNullable)
                .min(naturalOrder())
                .orElse(null);
    }

    /** The rows of a team are those of its own time, so who sees its rows may see them all. */
    private static Set<String> teams(Group group, Collection<Timeline> timelines) {
        return group.kind() == Group.Kind.TEAM
                ? Set.of(group.name())
                : timelines.stream().map(timeline -> timeline.service().team()).collect(toUnmodifiableSet());
    }

    private static Policy governing(Inquiry inquiry, Collection<Timeline> timelines) {
        Set<Policy> policies = timelines.stream().map(Timeline::policy).collect(toUnmodifiableSet());
        return policies.size() == 1 ? policies.iterator().next() : inquiry.policy();
    }

    private static LevelPolicy levels(Inquiry inquiry, Policy governing) {
        return requireNonNullElseGet(
                inquiry.terms().policy(),
                () -> LevelPolicy.named(governing.levels()).orElse(LevelPolicy.FAWKES_2026));
    }

    /**
     * The same rows by worked time.
     *
     * @param only calendar of the one service; null for several
     */
    private record Worked(
            Rows rows, int withoutCalendar, @Nullable WorkCalendar only) {
        static Worked of(Collection<Timeline> timelines, List<Part> parts) {
            Rows rows = Rows.pooled(parts.stream()
                    .map(part -> part.rows().worked(part.calendar()))
                    .toList());
            int without = (int) timelines.stream()
                    .filter(timeline -> !timeline.hasCalendar())
                    .count();
            return new Worked(
                    rows, without, parts.size() == 1 ? parts.getFirst().calendar() : null);
        }

        WorkdaySeries series(Window window, Measures measures, Span span) {
            Rows within = rows.within(window);
            Pool deployments = within.pool(Metric.DEPLOYMENT_FREQUENCY);
            Double perWorkday = only == null
                    ? null
                    : WorkdaySeries.perWorkday(measures.deploymentFrequency(), span, deployments, only);
            return WorkdaySeries.of(withoutCalendar, perWorkday, within, measures);
        }
    }

    /** What one service adds. */
    private record Part(Rows rows, Span span, WorkCalendar calendar) {
        static Part of(Timeline timeline, Inquiry inquiry, Days days) {
            Rows rows = Rows.of(new Scope(timeline, inquiry.window(), inquiry.terms(), inquiry.watermark()));
            Instant first = firstSuccess(inquiry.group(), timeline).orElse(null);
            return new Part(
                    of(inquiry.group(), rows, timeline.service()),
                    new Span(inquiry.window(), days, inquiry.watermark(), first),
                    timeline.calendar());
        }

        private static Optional<Instant> firstSuccess(Group group, Timeline timeline) {
            return switch (group.kind()) {
                case SERVICE, TIER, ORGANIZATION -> timeline.firstSuccess();
                case ENVIRONMENT -> timeline.firstSuccess(group.id());
                case TEAM -> firstHeld(group, timeline);
            };
        }

        private static Optional<Instant> firstHeld(Group team, Timeline timeline) {
            ServiceFact service = timeline.service();
            PackedDeployments deployments = timeline.deployments();
            return service.governance().terms().isEmpty()
                    ? timeline.firstSuccess().filter(_ -> service.team().equals(team.name()))
                    : IntStream.range(0, deployments.size())
                            .filter(number -> deployments.kind(number).isSuccess())
                            .mapToObj(number -> Nanos.at(deployments.time(number)))
                            .filter(time -> service.teamAt(time).equals(team.name()))
                            .findFirst();
        }

        private static Rows of(Group group, Rows rows, ServiceFact service) {
            return switch (group.kind()) {
                case ENVIRONMENT -> rows.in(group.id());
                case TEAM -> rows.ownedBy(group.name(), service);
                case SERVICE, TIER, ORGANIZATION -> rows;
            };
        }
    }
}
