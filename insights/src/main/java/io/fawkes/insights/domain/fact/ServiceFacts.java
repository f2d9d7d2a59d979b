package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.PackedFacts.ShelvedName;
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

    /** Facts that stay packed until they are asked for. */
    static ServiceFacts packed(ServiceFact service, List<Shelf.View> shelves, List<ShelvedName> names) {
        return new ServiceFacts(
                service,
                packed(DeploymentFact.class, FactCodec.DEPLOYMENT, shelves, names),
                packed(CommitFact.class, FactCodec.COMMIT, shelves, names),
                packed(PullRequestFact.class, FactCodec.PULL_REQUEST, shelves, names),
                packed(IncidentFact.class, FactCodec.INCIDENT, shelves, names));
    }

    /** The same, to be gone through more than once. */
    public ServiceFacts unpacked() {
        return new ServiceFacts(
                service,
                List.copyOf(deployments),
                List.copyOf(commits),
                List.copyOf(pullRequests),
                List.copyOf(incidents));
    }

    private static <F extends SourcedFact> List<F> packed(
            Class<F> type, int kind, List<Shelf.View> shelves, List<ShelvedName> names) {
        return new PackedFacts<>(
                type,
                shelves,
                names.stream()
                        .filter(name -> name.kind() == kind)
                        .sorted(comparing(ShelvedName::name))
                        .toList());
    }

    private static <F extends SourcedFact> List<F> sorted(Collection<? extends SourcedFact> facts, Class<F> type) {
        return facts.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .sorted(comparing(Fact::name))
                .toList();
    }
}
