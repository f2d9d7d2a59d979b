package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import java.util.Collection;
import java.util.List;

/** All that is known of one service at one moment; immutable, every list ordered by name. */
public record ServiceFacts(
        ServiceFact service,
        List<DeploymentFact> deployments,
        List<CommitFact> commits,
        List<PullRequestFact> pullRequests,
        List<IncidentFact> incidents) {

    /** Facts of {@code service} among {@code facts}, whatever order those come in. */
    public static ServiceFacts of(ServiceFact service, Collection<? extends SourcedFact> facts) {
        return new ServiceFacts(
                service,
                sorted(facts, DeploymentFact.class),
                sorted(facts, CommitFact.class),
                sorted(facts, PullRequestFact.class),
                sorted(facts, IncidentFact.class));
    }

    private static <F extends SourcedFact> List<F> sorted(Collection<? extends SourcedFact> facts, Class<F> type) {
        return facts.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .sorted(comparing(Fact::name))
                .toList();
    }
}
