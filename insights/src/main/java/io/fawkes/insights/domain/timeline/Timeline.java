package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.comparing;

import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The production of one service as it went: deployments with their kinds, the changes they brought, and what failed.
 *
 * <p>A pure function of facts and policy; immutable. Everything a metric says is said here first.
 */
public final class Timeline {
    private final ServiceFact service;
    private final Policy policy;
    private final List<Deployment> deployments;
    private final List<Change> changes;
    private final List<IncidentFact> incidents;
    private final Map<String, List<Evidence>> evidence;
    private final Map<String, List<Instant>> rollbacks;
    private final Set<String> linkedIncidents;
    private final Set<String> knownRevisions;

    private Timeline(ServiceFacts facts, Policy policy) {
        this.service = facts.service();
        this.policy = policy;
        this.deployments =
                History.of(Rollouts.of(service.production(facts.deployments().stream()), policy.rolloutGap()));
        CommitGraph graph = new CommitGraph(facts.commits());
        Changes found = new Changes(deployments, graph, new PullRequests(facts.pullRequests(), graph));
        this.changes = found.all();
        this.incidents = facts.incidents().stream()
                .filter(incident -> !incident.withdrawn())
                .sorted(comparing(IncidentFact::start).thenComparing(IncidentFact::name))
                .toList();
        Accusations accusations = new Accusations(deployments, found.carriers(), incidents, policy.causalWindow());
        this.evidence = accusations.evidence();
        this.linkedIncidents = accusations.linkedIncidents();
        this.rollbacks = rollbacksByPassed(deployments);
        this.knownRevisions = knownRevisions(deployments, graph, facts.pullRequests());
    }

    /** The timeline that {@code facts} tell under {@code policy}. */
    public static Timeline of(ServiceFacts facts, Policy policy) {
        return new Timeline(facts, policy);
    }

    /** The catalog entry of the service. */
    public ServiceFact service() {
        return service;
    }

    /** What the definitions left to choose. */
    public Policy policy() {
        return policy;
    }

    /** Production deployments in the order they happened, whatever became of them. */
    public List<Deployment> deployments() {
        return deployments;
    }

    /** Changes by the deployment that first brought them to production. */
    public List<Change> changes() {
        return changes;
    }

    /** Incidents that were not withdrawn, oldest first. */
    public List<IncidentFact> incidents() {
        return incidents;
    }

    /** End of the first successful production deployment: when the service's clock starts. */
    public Optional<Instant> firstSuccess() {
        return deployments.stream().filter(Deployment::succeeded).findFirst().map(Deployment::time);
    }

    /** What says that {@code deployment} failed, strongest first; empty if nothing does. */
    public List<Evidence> evidence(Deployment deployment) {
        return evidence.getOrDefault(deployment.name(), List.of());
    }

    /** Whether {@code incident} is put down to a deployment. */
    public boolean isLinked(IncidentFact incident) {
        return linkedIncidents.contains(incident.name());
    }

    /** Whether it is known which commit or pull request {@code deployment} rolled out. */
    public boolean hasKnownChanges(Deployment deployment) {
        return knownRevisions.contains(deployment.revision());
    }

    /** How {@code failed} was recovered from, going by evidence of at least {@code weakest}. */
    public Recovery recovery(Deployment failed, EvidenceLevel weakest) {
        List<Evidence> sufficient = evidence(failed).stream()
                .filter(found -> found.level().suffices(weakest))
                .toList();
        Optional<Instant> rollback = rollbacks.getOrDefault(failed.name(), List.of()).stream()
                .filter(time -> time.isAfter(failed.time()))
                .findFirst();
        return Recovery.of(failed, sufficient, rollback);
    }

    private static Map<String, List<Instant>> rollbacksByPassed(List<Deployment> deployments) {
        Map<String, List<Instant>> rollbacks = new HashMap<>();
        for (Retreat retreat : Retreat.among(deployments)) {
            retreat.passed()
                    .forEach(passed -> rollbacks
                            .computeIfAbsent(passed.name(), _ -> new ArrayList<>())
                            .add(retreat.rollback().time()));
        }
        return rollbacks;
    }

    private static Set<String> knownRevisions(
            List<Deployment> deployments, CommitGraph graph, List<PullRequestFact> pulls) {
        Set<String> known = new HashSet<>();
        pulls.stream()
                .flatMap(pull -> Stream.of(pull.mergeSha(), pull.headSha()).flatMap(Stream::ofNullable))
                .forEach(known::add);
        deployments.stream().map(Deployment::revision).filter(graph::knows).forEach(known::add);
        return known;
    }
}
