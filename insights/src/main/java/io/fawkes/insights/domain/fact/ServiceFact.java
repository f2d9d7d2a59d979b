package io.fawkes.insights.domain.fact;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A catalog entry: who owns the service, which source keys it claims, where its days begin and what its production is.
 *
 * @param name {@code services/{service}}
 * @param team {@code teams/{team}}; empty if nobody said
 * @param tier importance as the team states it, for example {@code tier-1}; empty if nobody said
 * @param zone of its days; null if it does not say
 * @param productionEnvironments names in lower case; empty if it does not say
 */
public record ServiceFact(
        String name,
        long version,
        String team,
        String tier,
        @Nullable ZoneId zone,
        Set<SourceKey> sourceKeys,
        Set<String> productionEnvironments,
        Governance governance)
        implements Fact {
    private static final Set<String> USUAL_PRODUCTION = Set.of("production", "prod", "live");

    public ServiceFact {
        sourceKeys = Set.copyOf(sourceKeys);
        productionEnvironments =
                productionEnvironments.stream().map(ServiceFact::folded).collect(toUnmodifiableSet());
    }

    /** One that says nothing of how it is measured. */
    public ServiceFact(
            String name,
            long version,
            String team,
            String tier,
            @Nullable ZoneId zone,
            Set<SourceKey> sourceKeys,
            Set<String> productionEnvironments) {
        this(name, version, team, tier, zone, sourceKeys, productionEnvironments, Governance.NONE);
    }

    /** Team that owned it at {@code time}; empty for nobody. */
    public String teamAt(Instant time) {
        return governance.terms().stream()
                .filter(term -> term.start() == null || !term.start().isAfter(time))
                .reduce((_, later) -> later)
                .map(Governance.Term::team)
                .orElseGet(() -> governance.terms().isEmpty() ? team : "");
    }

    /** Whether {@code owner} owns it or once did. */
    public boolean wasOwnedBy(String owner) {
        return team.equals(owner)
                || governance.terms().stream().anyMatch(term -> term.team().equals(owner));
    }

    /** The same with what {@code ruling} says where it does not say itself. */
    ServiceFact ruledBy(Ruling ruling) {
        return new ServiceFact(
                name,
                version,
                team,
                tier,
                zone == null ? ruling.first(PolicyFact::zone).orElse(null) : zone,
                sourceKeys,
                productionEnvironments.isEmpty()
                        ? ruling.first(policy -> policy.environments().isEmpty() ? null : policy.environments())
                                .orElseGet(Set::of)
                        : productionEnvironments,
                governance);
    }

    /** Whether {@code key} is one of the names that sources have for it. */
    public boolean isKnownBy(@Nullable SourceKey key) {
        return key != null && sourceKeys.contains(key);
    }

    /** Its id. */
    public ServiceId id() {
        return ServiceId.ofName(name);
    }

    /** Whether {@code deployment} went to production: its source says so, or the environment's name does. */
    public boolean isProduction(DeploymentFact deployment) {
        Set<String> names = productionEnvironments.isEmpty() ? USUAL_PRODUCTION : productionEnvironments;
        return deployment.production() || names.contains(folded(deployment.environment()));
    }

    /** Those of {@code deployments} that went to production. */
    public List<DeploymentFact> production(Stream<DeploymentFact> deployments) {
        return deployments.filter(this::isProduction).toList();
    }

    private static String folded(String environment) {
        return environment.toLowerCase(Locale.ROOT);
    }
}
