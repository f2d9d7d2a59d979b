package io.fawkes.insights.domain.timeline;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.insights.domain.calendar.WorkCalendar;
import io.fawkes.insights.domain.fact.CalendarFact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.Ruling;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceFacts;
import io.fawkes.insights.domain.fact.SurveyFact;
import io.fawkes.insights.domain.statistics.Nanos;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The production of one service as it went: deployments with their kinds, the changes they brought, and what failed.
 *
 * <p>A pure function of facts and policy; immutable, and in columns: a deployment, change or build is made when it is
 * asked for. Everything a metric says is said here first.
 */
public final class Timeline {
    private static final ZoneId UTC = ZoneId.of("UTC");

    private final ServiceFact service;
    private final Ruling ruling;
    private final Policy policy;
    private final PackedDeployments deployments;
    private final PackedChanges changes;
    private final List<IncidentFact> incidents;
    private final Moments begun;
    private final PackedBuilds builds;
    private final Verdicts verdicts;
    private final Set<String> environments;
    /** End of the first successful deployment to each environment. */
    private final Map<String, Instant> firstSuccesses = new TreeMap<>();

    private Timeline(ServiceFacts facts, Policy usual) {
        ServiceFacts packed = facts.packed();
        this.service = facts.service();
        this.ruling = facts.ruling();
        this.policy = usual.of(service, ruling);
        Artifacts artifacts = new Artifacts(facts.builds());
        Course course = Course.of(
                Rollouts.of(service.production(facts.deployments().stream().map(artifacts::traced)), policy));
        List<Deployment> happened = course.deployments();
        CommitGraph graph = new CommitGraph(facts.commits());
        Changes found = new Changes(
                happened,
                graph,
                new PullRequests(facts.pullRequests(), graph),
                new Programs(policy.botAuthors()),
                new OwnPaths(service.governance().paths()));
        this.incidents = facts.incidents().stream()
                .filter(incident -> !incident.withdrawn())
                .sorted(IncidentFact.OLDEST_FIRST)
                .toList();
        this.begun = Moments.of(incidents.stream().map(IncidentFact::start).toList());
        this.verdicts = Verdicts.of(course, found, artifacts, causes(facts.rooted()), policy);
        happened.stream()
                .filter(Deployment::succeeded)
                .forEach(deployment -> firstSuccesses.putIfAbsent(deployment.environment(), deployment.time()));
        this.environments = happened.stream().map(Deployment::environment).collect(toUnmodifiableSet());
        this.deployments = new PackedDeployments(
                happened,
                packed.deployments(),
                new Positions(facts.deployments()),
                knownRevisions(happened, graph, facts.pullRequests()),
                artifacts);
        this.changes = new PackedChanges(found, happened, deployments, packed, facts);
        this.builds = new PackedBuilds(facts.builds(), packed.builds());
    }

    /** The timeline that {@code facts} tell, under {@code policy} where no policy among the facts says otherwise. */
    public static Timeline of(ServiceFacts facts, Policy policy) {
        return new Timeline(facts, policy);
    }

    /** Incidents whose cause is to be found here: not those that declare it elsewhere, but those of others that declare it here. */
    private List<IncidentFact> causes(List<IncidentFact> rooted) {
        Stream<IncidentFact> own =
                incidents.stream().filter(incident -> incident.root() == null || service.isKnownBy(incident.root()));
        return Stream.concat(own, rooted.stream().filter(incident -> !incident.withdrawn()))
                .filter(incident -> !isMaintenance(incident))
                .sorted(IncidentFact.OLDEST_FIRST)
                .toList();
    }

    /** Names of those of {@code facts}, which it was made of, that no answer about a window from {@code horizon} on needs. */
    public List<String> spent(ServiceFacts facts, Instant horizon) {
        return new Spent(this, facts, horizon).names().toList();
    }

    /** The catalog entry of the service. */
    public ServiceFact service() {
        return service;
    }

    /** Zone of its days: its own, else that of its policies, else UTC. */
    public ZoneId zone() {
        return requireNonNullElse(service.zone(), UTC);
    }

    /** What the team that owns it today answered to DORA's survey, the newest first. */
    public List<SurveyFact> surveys() {
        return ruling.surveys();
    }

    /** Whether a calendar says when the service is worked on. */
    public boolean hasCalendar() {
        return ruling.calendar() != null;
    }

    /** When the service is worked on; Monday to Friday where no calendar says otherwise. */
    public WorkCalendar calendar() {
        CalendarFact calendar = ruling.calendar();
        return calendar == null ? WorkCalendar.usual(zone()) : Calendars.of(calendar, zone(), policy.holidays());
    }

    /** Whether {@code incident} began while outages were announced and such incidents are left out. */
    public boolean isMaintenance(IncidentFact incident) {
        CalendarFact calendar = ruling.calendar();
        return calendar != null && policy.excludeMaintenance() && calendar.isMaintenance(incident.start());
    }

    /** What the definitions left to choose. */
    public Policy policy() {
        return policy;
    }

    /** Production deployments in the order they happened, whatever became of them. */
    public PackedDeployments deployments() {
        return deployments;
    }

    /** Numbers of those of {@link #deployments} that there is evidence against, however weak. */
    public IntStream suspects() {
        return verdicts.evidence().numbers();
    }

    /** Names of the production environments that were deployed to, in lower case. */
    public Set<String> environments() {
        return environments;
    }

    /** Changes by the deployment that first brought them to production. */
    public PackedChanges changes() {
        return changes;
    }

    /** Incidents that were not withdrawn, oldest first. */
    public List<IncidentFact> incidents() {
        return incidents;
    }

    /** Those of {@link #incidents} that began from {@code start} on and before {@code end}. */
    public List<IncidentFact> incidents(Instant start, Instant end) {
        return incidents.subList(begun.firstFrom(start), begun.firstFrom(end));
    }

    /** Builds by their moments, whatever became of them. */
    public PackedBuilds builds() {
        return builds;
    }

    /** End of the first successful production deployment: when the service's clock starts. */
    public Optional<Instant> firstSuccess() {
        return firstSuccesses.values().stream().min(naturalOrder());
    }

    /** End of the first successful deployment to {@code environment}. */
    public Optional<Instant> firstSuccess(String environment) {
        return Optional.ofNullable(firstSuccesses.get(environment));
    }

    /** What says that the deployment of that number failed, strongest first; empty if nothing does. */
    public List<Evidence> evidence(int deployment) {
        return verdicts.evidence().about(deployment);
    }

    /** What says that the deployment of that number was unplanned, strongest first; empty if nothing does. */
    public List<Evidence> rework(int deployment) {
        return verdicts.rework().about(deployment);
    }

    /** The deployment that {@code incident} is put down to; empty if there is none. */
    public Optional<Deployment> accused(IncidentFact incident) {
        return Optional.ofNullable(verdicts.accused().get(incident));
    }

    /** How the failed deployment of that number was recovered from, going by evidence of at least {@code weakest}. */
    public Recovery recovery(int failed, EvidenceLevel weakest) {
        Instant time = Nanos.at(deployments.time(failed));
        List<Evidence> sufficient = evidence(failed).stream()
                .filter(found -> found.level().suffices(weakest))
                .toList();
        Optional<Instant> remedy = verdicts.remedies().about(failed).stream()
                .filter(end -> end.isAfter(time))
                .min(naturalOrder());
        return Recovery.of(time, sufficient, remedy);
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
