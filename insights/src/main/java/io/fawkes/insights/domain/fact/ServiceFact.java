package io.fawkes.insights.domain.fact;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A catalog entry: who owns the service, which source keys it claims, where its days begin and what its production is.
 *
 * @param name {@code services/{service}}
 * @param team {@code teams/{team}}; empty if nobody said
 * @param tier importance as the team states it, for example {@code tier-1}; empty if nobody said
 * @param productionEnvironments names in lower case; never empty
 */
public record ServiceFact(
        String name,
        long version,
        String team,
        String tier,
        ZoneId zone,
        Set<SourceKey> sourceKeys,
        Set<String> productionEnvironments)
        implements Fact {
    private static final Set<String> USUAL_PRODUCTION = Set.of("production", "prod", "live");

    public ServiceFact {
        sourceKeys = Set.copyOf(sourceKeys);
        productionEnvironments = productionEnvironments.isEmpty()
                ? USUAL_PRODUCTION
                : productionEnvironments.stream().map(ServiceFact::folded).collect(toUnmodifiableSet());
    }

    /** Its id. */
    public ServiceId id() {
        return ServiceId.ofName(name);
    }

    /** Whether {@code deployment} went to production: its source says so, or the environment's name does. */
    public boolean isProduction(DeploymentFact deployment) {
        return deployment.production() || productionEnvironments.contains(folded(deployment.environment()));
    }

    /** Those of {@code deployments} that went to production. */
    public List<DeploymentFact> production(Stream<DeploymentFact> deployments) {
        return deployments.filter(this::isProduction).toList();
    }

    private static String folded(String environment) {
        return environment.toLowerCase(Locale.ROOT);
    }
}
