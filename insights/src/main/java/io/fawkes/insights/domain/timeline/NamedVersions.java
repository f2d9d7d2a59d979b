package io.fawkes.insights.domain.timeline;

import static java.util.Map.Entry.comparingByKey;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the deployment that somebody means by a version, by a commit that it brought, or by a version of its configuration. */
final class NamedVersions {
    private final List<Deployment> judged;
    private final Map<String, Deployment> carriers;
    private final Map<String, Deployment> configurations;
    private final Artifacts artifacts;

    /**
     * @param deployments in the order they happened
     * @param carriers which of them first brought each commit
     * @param configurations which of them first brought each version of the configuration
     */
    NamedVersions(
            List<Deployment> deployments,
            Map<String, Deployment> carriers,
            Map<String, Deployment> configurations,
            Artifacts artifacts) {
        this.judged = deployments.stream()
                .filter(found -> found.kind() == Kind.CHANGE)
                .toList();
        this.carriers = carriers;
        this.configurations = configurations;
        this.artifacts = artifacts;
    }

    /** The latest change up to {@code moment} that {@code version} means, else the first one after it. */
    Optional<Deployment> find(String version, Instant moment) {
        VersionName name = VersionName.of(artifacts.commitOf(version));
        List<Deployment> matching = judged.stream()
                .filter(deployment -> name.means(deployment.revision()))
                .toList();
        return matching.stream()
                .filter(deployment -> !deployment.time().isAfter(moment))
                .reduce((_, later) -> later)
                .or(() -> matching.stream().findFirst())
                .or(() -> first(name, carriers))
                .or(() -> first(name, configurations));
    }

    private static Optional<Deployment> first(VersionName name, Map<String, Deployment> by) {
        return by.entrySet().stream()
                .filter(known -> name.means(known.getKey()))
                .min(comparingByKey())
                .map(Map.Entry::getValue)
                .filter(Deployment::isChange);
    }
}
