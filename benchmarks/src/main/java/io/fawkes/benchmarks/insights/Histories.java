package io.fawkes.benchmarks.insights;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.SourceKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Histories of services: two commits a deployment, an incident each 25th, over 400 days or more up to {@link #END}. The same seed tells
 * the same. Texts are as long as GitHub's are.
 *
 * @param services how many
 * @param deployments of each
 * @param span how long the history is
 */
record Histories(int services, int deployments, Duration span) {
    static final Instant END = Instant.parse("2026-10-31T00:00:00Z");
    static final Duration USUAL_SPAN = Duration.ofDays(400);

    private static final int DEPLOYMENTS_PER_INCIDENT = 25;
    private static final long ID_BITS = (1L << 40) - 1;

    /** Facts of all services. */
    long facts() {
        return (long) services * (1 + 3L * deployments + incidents());
    }

    int incidents() {
        return deployments / DEPLOYMENTS_PER_INCIDENT;
    }

    static String service(int number) {
        return "service-" + number;
    }

    /** Tells everything of the service of that number, oldest first. */
    void tell(int number, Consumer<Fact> reader) {
        Random random = new Random(number);
        SourceKey key = key(number);
        reader.accept(new ServiceFact(
                "services/" + service(number),
                1,
                "teams/team-" + number % 15,
                "tier-" + number % 3,
                ZoneId.of("UTC"),
                Set.of(key),
                Set.of()));
        String before = sha(random);
        for (int i = 0; i < deployments; i++) {
            Instant finish = finish(i);
            String first = sha(random);
            String second = sha(random);
            reader.accept(commit(key, first, before, finish.minusSeconds(3_600 + random.nextInt(200_000))));
            reader.accept(commit(key, second, first, finish.minusSeconds(1_800 + random.nextInt(1_800))));
            reader.accept(deployment(key, second, id(random), finish));
            if (i % DEPLOYMENTS_PER_INCIDENT == DEPLOYMENTS_PER_INCIDENT - 1) {
                reader.accept(incident(key, id(random), finish.plusSeconds(60 + random.nextInt(600))));
            }
            before = second;
        }
    }

    static SourceKey key(int number) {
        return new SourceKey(SourceKey.GITHUB_SLUG, "octocat/" + service(number));
    }

    /** When the deployment of that number ended. */
    Instant finish(int deployment) {
        return END.minus(span.dividedBy(deployments).multipliedBy(deployments - (long) deployment));
    }

    static IncidentFact incident(SourceKey key, String id, Instant start) {
        return new IncidentFact(
                "incidents/" + id,
                1,
                key,
                start,
                start.plusSeconds(1_800),
                false,
                null,
                "Checkout answers slowly",
                "https://octocat.pagerduty.com/incidents/" + id);
    }

    private static CommitFact commit(SourceKey key, String sha, String before, Instant authored) {
        return new CommitFact(
                "changes/" + sha.substring(0, 16),
                1,
                key,
                sha,
                List.of(before),
                authored,
                false,
                "Let the basket keep its items when prices change",
                "https://github.com/%s/commit/%s".formatted(key.value(), sha));
    }

    private static DeploymentFact deployment(SourceKey key, String sha, String id, Instant finish) {
        return new DeploymentFact(
                "deployments/" + id,
                2,
                key,
                "github",
                "production",
                true,
                sha,
                DeploymentStatus.SUCCEEDED,
                finish.minusSeconds(240),
                finish,
                "https://github.com/%s/deployments/%s".formatted(key.value(), id));
    }

    private static String sha(Random random) {
        return "%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt());
    }

    private static String id(Random random) {
        return "%8s%8s"
                .formatted(
                        Long.toString(random.nextLong() & ID_BITS, 32), Long.toString(random.nextLong() & ID_BITS, 32))
                .replace(' ', '0');
    }
}
