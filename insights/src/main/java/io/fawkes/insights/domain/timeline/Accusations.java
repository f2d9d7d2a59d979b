package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.IncidentFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds which changes failed in production, and what says so.
 *
 * <p>An incident that names its cause accuses exactly that, however old; one that names nothing accuses the change that
 * was live when it began, if that is younger than the causal window and its severity is not one that the policy puts down to nobody by
 * time alone; one that names something unknown accuses nobody. A mend accuses what brought that which it mends. A rollback accuses the first change it went back past, unless an incident names another of them. An unnamed incident
 * under a change that was only carried along goes to the accused one, and the rollback then says no more than it.
 */
final class Accusations {
    private final List<Deployment> deployments;
    private final NamedVersions versions;
    private final Policy policy;
    private final List<Retreat> retreats;
    private final Map<String, List<Evidence>> evidence = new HashMap<>();
    private final Map<IncidentFact, Deployment> accused = new HashMap<>();
    private final Map<String, Deployment> accusedFor = new HashMap<>();

    Accusations(
            List<Deployment> deployments,
            NamedVersions versions,
            List<IncidentFact> incidents,
            List<Mend> mends,
            Policy policy) {
        this.deployments = deployments.stream().filter(Deployment::succeeded).toList();
        this.versions = versions;
        this.policy = policy;
        this.retreats = Retreat.among(deployments);
        incidents.stream()
                .filter(incident -> incident.causedByVersion() != null)
                .forEach(this::followName);
        retreats.forEach(this::findCause);
        incidents.stream()
                .filter(incident -> incident.causedByVersion() == null)
                .filter(incident -> !policy.uninferred().contains(incident.severity()))
                .forEach(this::followTime);
        retreats.forEach(this::accuseCause);
        mends.forEach(this::accuseMended);
    }

    /** Evidence by name of the failed deployment, strongest first. */
    Map<String, List<Evidence>> evidence() {
        return Evidence.sorted(evidence);
    }

    /** Incidents that accuse a deployment, with it. */
    Map<IncidentFact, Deployment> accused() {
        return Map.copyOf(accused);
    }

    private void followName(IncidentFact incident) {
        Optional.ofNullable(incident.causedByVersion())
                .flatMap(version -> versions.find(version, incident.start()))
                .ifPresent(deployment -> accuse(deployment, Evidence.explicit(incident)));
    }

    private void findCause(Retreat retreat) {
        Deployment cause = retreat.passed().stream()
                .filter(change -> namedBefore(change, retreat.rollback()))
                .findFirst()
                .orElseGet(() -> retreat.passed().getFirst());
        accusedFor.put(retreat.rollback().name(), cause);
    }

    private boolean namedBefore(Deployment change, Deployment rollback) {
        return evidence.getOrDefault(change.name(), List.of()).stream()
                .map(Evidence::incident)
                .flatMap(Stream::ofNullable)
                .anyMatch(incident -> !incident.start().isAfter(rollback.time()));
    }

    private void followTime(IncidentFact incident) {
        changeLiveAt(incident)
                .filter(change -> incident.start().isBefore(change.time().plus(policy.causalWindow())))
                .map(change -> causeOf(change, incident))
                .ifPresent(deployment -> accuse(deployment, Evidence.inferred(incident)));
    }

    /** The change behind what was live when {@code incident} began; empty if that was a baseline or a rollback. */
    private Optional<Deployment> changeLiveAt(IncidentFact incident) {
        int next = firstAfter(incident);
        for (int i = next - 1; i >= 0; i--) {
            Deployment deployment = deployments.get(i);
            if (deployment.kind() != Kind.REDEPLOY) {
                return Optional.of(deployment).filter(Deployment::isChange);
            }
        }
        return Optional.empty();
    }

    private int firstAfter(IncidentFact incident) {
        int low = 0;
        int high = deployments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (deployments.get(middle).time().isAfter(incident.start())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Deployment causeOf(Deployment live, IncidentFact incident) {
        return retreats.stream()
                .filter(retreat -> retreat.carried().contains(live))
                .filter(retreat -> !retreat.rollback().time().isBefore(incident.start()))
                .min(comparing(retreat -> retreat.rollback().time()))
                .map(retreat -> accusedFor.getOrDefault(retreat.rollback().name(), live))
                .orElse(live);
    }

    private void accuseCause(Retreat retreat) {
        Deployment cause = accusedFor.getOrDefault(
                retreat.rollback().name(), retreat.passed().getFirst());
        EvidenceLevel level = onlyAfterAnother(cause, retreat) ? EvidenceLevel.INFERRED : EvidenceLevel.ROLLBACK;
        String text = "Production went back past it to %s."
                .formatted(retreat.rollback().revision());
        accuse(cause, new Evidence(level, retreat.rollback().name(), text, null));
    }

    private void accuseMended(Mend mend) {
        if (mend.mended().isChange()) {
            accuse(mend.mended(), Evidence.mended(mend));
        }
    }

    /** Whether incidents speak of this retreat, but all began only under a later change that was carried along. */
    private boolean onlyAfterAnother(Deployment cause, Retreat retreat) {
        List<IncidentFact> incidents = evidence.getOrDefault(cause.name(), List.of()).stream()
                .map(Evidence::incident)
                .flatMap(Stream::ofNullable)
                .toList();
        return !incidents.isEmpty()
                && incidents.stream()
                        .allMatch(incident -> incident.causedByVersion() == null
                                && changeLiveAt(incident)
                                        .filter(live -> retreat.carried().contains(live) && !live.equals(cause))
                                        .isPresent());
    }

    private void accuse(Deployment deployment, Evidence found) {
        evidence.computeIfAbsent(deployment.name(), _ -> new ArrayList<>()).add(found);
        if (found.incident() != null) {
            accused.put(found.incident(), deployment);
        }
    }
}
