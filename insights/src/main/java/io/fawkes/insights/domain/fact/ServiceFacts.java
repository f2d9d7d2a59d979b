package io.fawkes.insights.domain.fact;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.PackedFacts.ShelvedName;
import java.util.Collection;
import java.util.List;

/** All that is known of one service at one moment; immutable, every list ordered by name. */
public record ServiceFacts(
        ServiceFact service,
        Ruling ruling,
        List<DeploymentFact> deployments,
        List<CommitFact> commits,
        List<PullRequestFact> pullRequests,
        List<IncidentFact> incidents,
        List<BuildFact> builds) {

    /** Facts of {@code service}, governed by {@code ruling}, among {@code facts}, whatever order those come in. */
    public static ServiceFacts of(ServiceFact service, Ruling ruling, Collection<? extends SourcedFact> facts) {
        return new ServiceFacts(
                service.ruledBy(ruling),
                ruling,
                sorted(facts, DeploymentFact.class),
                sorted(facts, CommitFact.class),
                sorted(facts, PullRequestFact.class),
                sorted(facts, IncidentFact.class),
                sorted(facts, BuildFact.class));
    }

    /** Facts that stay packed until they are asked for. */
    static ServiceFacts packed(ServiceFact service, Ruling ruling, List<Shelf.View> shelves, List<ShelvedName> names) {
        return new ServiceFacts(
                service.ruledBy(ruling),
                ruling,
                packed(DeploymentFact.class, FactCodec.DEPLOYMENT, shelves, names),
                packed(CommitFact.class, FactCodec.COMMIT, shelves, names),
                packed(PullRequestFact.class, FactCodec.PULL_REQUEST, shelves, names),
                packed(IncidentFact.class, FactCodec.INCIDENT, shelves, names),
                packed(BuildFact.class, FactCodec.BUILD, shelves, names));
    }

    /** The same, to be gone through more than once. */
    public ServiceFacts unpacked() {
        return new ServiceFacts(
                service,
                ruling,
                List.copyOf(deployments),
                List.copyOf(commits),
                List.copyOf(pullRequests),
                List.copyOf(incidents),
                List.copyOf(builds));
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
