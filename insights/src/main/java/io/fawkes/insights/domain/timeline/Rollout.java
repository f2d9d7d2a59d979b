package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Purpose;
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
 *
 * @param config version of the configuration; empty if none of them told
 * @param purpose what any of them said that it was for
 */
record Rollout(
        DeploymentFact authority,
        DeploymentStatus status,
        Instant start,
        @Nullable Instant finish,
        String config,
        Purpose purpose) {
    private static final List<String> TRUST = List.of("argocd", "github", "gitlab", "jenkins", "cdevents", "devlake");
    /** In the order things happened: by end, else by start; ties by name. */
    static final Comparator<Rollout> AS_IT_HAPPENED = comparing(Rollout::time)
            .thenComparing(Rollout::start)
            .thenComparing(rollout -> rollout.authority().name());

    /** The rollout that {@code told} tell of, sources in {@code trust} being trusted most, the first of them above all. */
    static Rollout of(List<DeploymentFact> told, List<String> trust) {
        return told.size() == 1 ? alone(told.getFirst()) : among(told, trust);
    }

    /** Most are told by one source, once. */
    private static Rollout alone(DeploymentFact told) {
        return new Rollout(told, told.status(), told.start(), told.finish(), told.config(), told.purpose());
    }

    private static Rollout among(List<DeploymentFact> told, List<String> trust) {
        DeploymentFact authority = told.stream().min(byAuthority(trust)).orElseThrow();
        Instant start = told.stream()
                .filter(fact -> fact.source().equals(authority.source()))
                .map(DeploymentFact::start)
                .min(naturalOrder())
                .orElseThrow();
        return new Rollout(authority, authority.status(), start, authority.finish(), configOf(told), purposeOf(told));
    }

    private static String configOf(List<DeploymentFact> told) {
        return told.stream()
                .map(DeploymentFact::config)
                .filter(config -> !config.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Purpose purposeOf(List<DeploymentFact> told) {
        List<String> fixes = told.stream()
                .flatMap(fact -> fact.purpose().fixes().stream())
                .distinct()
                .sorted()
                .toList();
        return new Purpose(fixes, told.stream().anyMatch(fact -> fact.purpose().unplanned()));
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

    private static Comparator<DeploymentFact> byAuthority(List<String> trust) {
        return comparing((DeploymentFact told) -> told.finish() == null)
                .thenComparingInt(told -> rank(told.source(), trust))
                .thenComparingInt(told -> rank(told.source(), TRUST))
                .thenComparingInt(Rollout::worth)
                .thenComparing(Rollout::moment)
                .thenComparing(DeploymentFact::name);
    }

    private static int rank(String source, List<String> order) {
        int rank = order.indexOf(source);
        return rank < 0 ? order.size() : rank;
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
