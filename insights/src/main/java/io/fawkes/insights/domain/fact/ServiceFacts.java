package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.List;

/**
 * All that is known of one service at one moment; immutable, every list ordered by name.
 *
 * @param rooted incidents of other services whose cause lies in this one
 */
public record ServiceFacts(
        ServiceFact service,
        Ruling ruling,
        List<DeploymentFact> deployments,
        List<CommitFact> commits,
        List<PullRequestFact> pullRequests,
        List<IncidentFact> incidents,
        List<BuildFact> builds,
        List<IncidentFact> rooted) {

    /** Facts of {@code service} alone, governed by {@code ruling}, among {@code facts}, whatever order those come in. */
    public static ServiceFacts of(ServiceFact service, Ruling ruling, Collection<? extends SourcedFact> facts) {
        return new ServiceFacts(
                service.ruledBy(ruling),
                ruling,
                sorted(facts, DeploymentFact.class),
                sorted(facts, CommitFact.class),
                sorted(facts, PullRequestFact.class),
                sorted(facts, IncidentFact.class),
                sorted(facts, BuildFact.class),
                List.of());
    }

    /** The same as they lie on the shelves they were read from, if they were: slower to go through, and smaller to keep. */
    public ServiceFacts packed() {
        return new ServiceFacts(
                service,
                ruling,
                ReadFacts.packed(deployments),
                ReadFacts.packed(commits),
                ReadFacts.packed(pullRequests),
                ReadFacts.packed(incidents),
                ReadFacts.packed(builds),
                rooted);
    }

    private static <F extends SourcedFact> List<F> sorted(Collection<? extends SourcedFact> facts, Class<F> type) {
        return facts.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .sorted(comparing(Fact::name))
                .toList();
    }
}
