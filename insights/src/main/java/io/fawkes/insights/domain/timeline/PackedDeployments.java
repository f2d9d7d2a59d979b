package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.DeploymentFact;
import java.time.Instant;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;

/**
 * The deployments of a timeline in columns, in the order they happened: what the fold found out stands here, what the source
 * told stays in its row and is read when a deployment is asked for. Numbers are places in that order; times of columns are
 * nanoseconds since 1970. Some 35 bytes a deployment. Immutable.
 */
public final class PackedDeployments extends AbstractList<Deployment> implements RandomAccess {
    private final List<DeploymentFact> facts;
    private final Artifacts artifacts;
    private final int[] fact;
    private final Moments starts;
    private final Moments times;
    private final Kind[] kinds;
    private final String[] environments;
    private final BitSet synced = new BitSet();
    private final BitSet rereleases = new BitSet();
    private final BitSet traced = new BitSet();

    /**
     * Columns of {@code deployments}, which are in the order they happened.
     *
     * @param facts what was told, by name; need not be in memory
     * @param traceable revisions whose commit or pull request is known
     * @param artifacts by which what was told was traced to commits
     */
    PackedDeployments(
            List<Deployment> deployments,
            List<DeploymentFact> facts,
            Positions positions,
            Set<String> traceable,
            Artifacts artifacts) {
        this.facts = facts;
        this.artifacts = artifacts;
        this.fact = deployments.stream()
                .mapToInt(deployment -> positions.of(deployment.name()))
                .toArray();
        this.starts = Moments.of(deployments.stream().map(Deployment::start).toList());
        this.times = Moments.of(deployments.stream().map(Deployment::time).toList());
        this.kinds = deployments.stream().map(Deployment::kind).toArray(Kind[]::new);
        this.environments = environmentsOf(deployments);
        for (int i = 0; i < kinds.length; i++) {
            synced.set(i, deployments.get(i).source().equals("argocd"));
            rereleases.set(i, deployments.get(i).rerelease());
            traced.set(i, traceable.contains(deployments.get(i).revision()));
        }
    }

    @Override
    public Deployment get(int index) {
        DeploymentFact told = facts.get(fact[index]);
        return new Deployment(
                told.name(),
                told.source(),
                artifacts.commitOf(told.revision()),
                environments[index],
                starts.at(index),
                times.at(index),
                kinds[index],
                rereleases.get(index),
                told.uri());
    }

    @Override
    public int size() {
        return fact.length;
    }

    /** Number of the first that did not end, or begin if it has not ended, before {@code time}. */
    public int firstFrom(Instant time) {
        return times.firstFrom(time);
    }

    /** Number of the first that ended, or began if it has not ended, later than {@code time}. */
    public int firstAfter(Instant time) {
        return times.firstFrom(time.plusNanos(1));
    }

    /** Number of the first that is not older than any delivery; those before it are misdated. */
    public int firstDated() {
        return times.firstFrom(History.EARLIEST);
    }

    /** What it was to the service. */
    public Kind kind(int number) {
        return kinds[number];
    }

    /** When it ended, or began if it has not ended. */
    public long time(int number) {
        return times.nanos(number);
    }

    /** When it began. */
    public long start(int number) {
        return starts.nanos(number);
    }

    /** Production environment that it went to, in lower case. */
    public String environment(int number) {
        return environments[number];
    }

    /** Whether Argo CD tells of it. */
    public boolean isSynced(int number) {
        return synced.get(number);
    }

    /** Whether its commit or pull request is known. */
    public boolean isTraced(int number) {
        return traced.get(number);
    }

    /** One text for each environment, however many deployments went there. */
    private static String[] environmentsOf(List<Deployment> deployments) {
        Map<String, String> known = new HashMap<>();
        return deployments.stream()
                .map(deployment -> known.computeIfAbsent(deployment.environment(), name -> name))
                .toArray(String[]::new);
    }
}
