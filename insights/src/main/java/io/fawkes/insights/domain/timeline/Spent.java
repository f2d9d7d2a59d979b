package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.ServiceFacts;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The facts of a service that no answer about a window from some instant on needs: what was brought before it, builds that ended before
 * it, incidents that were over before it and are put down to nothing later. Deployments are always needed, since they decide what later
 * ones are, and so is what a later one deploys again; and what was never deployed may still be.
 */
record Spent(Timeline timeline, ServiceFacts facts, Instant horizon) {

    /** Their names. */
    Stream<String> names() {
        return Stream.of(
                        brought(timeline.deployments().firstFrom(horizon)),
                        builds().map(Fact::name),
                        timeline.incidents().stream().filter(this::isOver).map(Fact::name))
                .flatMap(names -> names);
    }

    private Stream<String> brought(int first) {
        return first == 0 ? Stream.empty() : timeline.changes().broughtBefore(first, versionsFrom(first));
    }

    /** By these it is known whether a deployment can be traced to its commit. */
    private Set<String> versionsFrom(int first) {
        PackedDeployments deployments = timeline.deployments();
        return IntStream.range(first, deployments.size())
                .mapToObj(number -> deployments.get(number).revision())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<BuildFact> builds() {
        PackedBuilds builds = timeline.builds();
        int end = builds.firstFrom(horizon);
        if (end == 0) {
            return Stream.empty();
        }
        Set<String> deployed = facts.deployments().stream()
                .map(DeploymentFact::revision)
                .map(Artifacts::plain)
                .collect(Collectors.toUnmodifiableSet());
        return IntStream.range(0, end).mapToObj(builds::get).filter(build -> isNamedByNone(build.digests(), deployed));
    }

    /** What a deployment names by its digest is found by the build only. */
    private static boolean isNamedByNone(Collection<String> digests, Set<String> deployed) {
        return digests.stream().map(Artifacts::plain).noneMatch(deployed::contains);
    }

    private boolean isOver(IncidentFact incident) {
        Instant resolved = incident.resolved();
        return resolved != null
                && (incident.root() == null || timeline.service().isKnownBy(incident.root()))
                && resolved.isBefore(horizon)
                && incident.start().isBefore(horizon)
                && timeline.accused(incident)
                        .filter(deployment -> !deployment.time().isBefore(horizon))
                        .isEmpty();
    }
}
