package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One rollout, told by one or several sources; never empty.
 *
 * <p>Name, status and times come from the most trusted source that has told an end; the others stay as evidence.
 * A source that tells of it several times, once a region, began it with the first.
 */
record Rollout(
        DeploymentFact authority,
        DeploymentStatus status,
        Instant start,
        @Nullable Instant finish) {
    private static final List<String> TRUST = List.of("argocd", "github", "gitlab", "jenkins", "cdevents", "devlake");
    private static final Comparator<DeploymentFact> BY_AUTHORITY = comparing(
                    (DeploymentFact told) -> told.finish() == null)
            .thenComparingInt(Rollout::distrust)
            .thenComparingInt(Rollout::worth)
            .thenComparing(Rollout::moment)
            .thenComparing(DeploymentFact::name);

    /** In the order things happened: by end, else by start; ties by name. */
    static final Comparator<Rollout> AS_IT_HAPPENED = comparing(Rollout::time)
            .thenComparing(Rollout::start)
            .thenComparing(rollout -> rollout.authority().name());

    static Rollout of(List<DeploymentFact> told) {
        DeploymentFact authority = told.stream().min(BY_AUTHORITY).orElseThrow();
        Instant start = told.stream()
                .filter(fact -> fact.source().equals(authority.source()))
                .map(DeploymentFact::start)
                .min(naturalOrder())
                .orElseThrow();
        return new Rollout(authority, authority.status(), start, authority.finish());
    }

    /** Its end, or its start while it runs. */
    Instant time() {
        return finish == null ? start : finish;
    }

    String environment() {
        return authority.environment().toLowerCase(Locale.ROOT);
    }

    String revision() {
        return authority.revision();
    }

    boolean succeeded() {
        return status == DeploymentStatus.SUCCEEDED;
    }

    private static int distrust(DeploymentFact told) {
        int rank = TRUST.indexOf(told.source());
        return rank < 0 ? TRUST.size() : rank;
    }

    /** Of one source's reports a success says most: somewhere the version serves. */
    private static int worth(DeploymentFact told) {
        return switch (told.status()) {
            case SUCCEEDED -> 0;
            case FAILED -> 1;
            case CANCELLED -> 2;
            case IN_PROGRESS -> 3;
        };
    }

    private static Instant moment(DeploymentFact told) {
        Instant finish = told.finish();
        return finish == null ? told.start() : finish;
    }
}
