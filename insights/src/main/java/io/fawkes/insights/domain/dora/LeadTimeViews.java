package io.fawkes.insights.domain.dora;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.stream.Collectors.groupingBy;

import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.timeline.Change;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.PullChanges;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Lead time seen otherwise than by change: by pull request, by deployment, and from the merge on.
 *
 * <p>A pull request is complete with the last of its changes: committed 09:00 and 11:00, merged 12:00, deployed 13:00 is 4 h
 * by pull request and 1 h from merge to deployment. A deployment is as old as the oldest change that it brought.
 */
final class LeadTimeViews {
    private LeadTimeViews() {}

    static List<Row> ofPulls(Scope scope) {
        return pulls(scope, LeadTimeViews::sinceFirstCommit);
    }

    static List<Row> fromMerge(Scope scope) {
        return pulls(scope, LeadTimeViews::sinceMerge);
    }

    static List<Row> ofDeployments(Scope scope) {
        Map<Deployment, List<Change>> byDeployment = scope.changes().collect(groupingBy(Change::deployment));
        return byDeployment.entrySet().stream()
                .map(brought -> lasting(scope.row(brought.getKey()), brought.getValue()))
                .toList();
    }

    private static List<Row> pulls(Scope scope, Function<Pull, Row> measure) {
        return scope.timeline().pulls(scope.window().start(), scope.window().end()).stream()
                .map(brought -> Pull.of(brought, scope))
                .map(measure)
                .toList();
    }

    private static Row sinceFirstCommit(Pull pull) {
        return lasting(pull.row(), pull.changes());
    }

    private static Row sinceMerge(Pull pull) {
        Row row = lasting(pull.row(), pull.changes());
        Instant merged = pull.fact().mergeTime();
        Instant deployed = pull.last().deployment().time();
        if (!row.counted()) {
            return row;
        }
        return merged == null || merged.isAfter(deployed)
                ? pull.row().leftOut(ExclusionReason.UNMERGED)
                : pull.row().between(merged, deployed);
    }

    /** From the oldest counted of {@code changes} to {@code row}; left out as the first of them is if none counts. */
    private static Row lasting(Row row, Collection<Change> changes) {
        Optional<Instant> first = changes.stream()
                .filter(change -> change.exclusion() == null)
                .map(Change::committed)
                .flatMap(Stream::ofNullable)
                .min(naturalOrder());
        return first.map(committed -> row.leftOut(null).between(committed, row.time()))
                .orElseGet(() -> row.leftOut(changes.stream()
                        .map(Change::exclusion)
                        .flatMap(Stream::ofNullable)
                        .min(naturalOrder())
                        .orElse(ExclusionReason.UNTIMED)));
    }

    /** A pull request with its changes and the one of them that came last. */
    private record Pull(PullRequestFact fact, List<Change> changes, Change last) {
        static Pull of(PullChanges brought, Scope scope) {
            List<Change> changes =
                    brought.changes().stream().map(scope::counted).toList();
            Change last = changes.stream()
                    .max(comparing((Change change) -> change.deployment().time())
                            .thenComparing(Change::subject))
                    .orElseThrow();
            return new Pull(brought.pull(), changes, last);
        }

        Row row() {
            return Row.about(Subject.of(last, fact), last.deployment().time(), null);
        }
    }
}
