package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.DeploymentFact;
import java.time.Instant;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;
import java.util.Set;

/**
 * The deployments of a timeline in columns: what the fold found out stands here, what the source told stays in its row and is
 * read when a deployment is asked for. Some 25 bytes a deployment. Immutable.
 */
final class PackedDeployments extends AbstractList<Deployment> implements RandomAccess {
    private final List<DeploymentFact> facts;
    private final int[] fact;
    private final Moments starts;
    private final Moments times;
    private final Kind[] kinds;
    private final BitSet rereleases = new BitSet();
    private final BitSet traced = new BitSet();

    /**
     * Columns of {@code deployments}, which are in the order they happened.
     *
     * @param facts what was told, by name; need not be in memory
     * @param traceable revisions whose commit or pull request is known
     */
    PackedDeployments(
            List<Deployment> deployments, List<DeploymentFact> facts, Positions positions, Set<String> traceable) {
        this.facts = facts;
        this.fact = deployments.stream()
                .mapToInt(deployment -> positions.of(deployment.name()))
                .toArray();
        this.starts = Moments.of(deployments.stream().map(Deployment::start).toList());
        this.times = Moments.of(deployments.stream().map(Deployment::time).toList());
        this.kinds = deployments.stream().map(Deployment::kind).toArray(Kind[]::new);
        for (int i = 0; i < kinds.length; i++) {
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
                told.revision(),
                told.environment().toLowerCase(Locale.ROOT),
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

    /** Number of the first that did not end before {@code time}. */
    int firstFrom(Instant time) {
        return times.firstFrom(time);
    }

    /** Those that ended, or began if they have not ended, from {@code start} on and before {@code end}. */
    List<Deployment> between(Instant start, Instant end) {
        return subList(firstFrom(start), firstFrom(end));
    }

    /** Those that ended, or began if they have not ended, later than {@code time}. */
    List<Deployment> after(Instant time) {
        return subList(firstFrom(time.plusNanos(1)), size());
    }

    /** Whether the commit or pull request of {@code deployment}, which is one of them, is known. */
    boolean isTraced(Deployment deployment) {
        int index = firstFrom(deployment.time());
        while (index < fact.length && times.at(index).equals(deployment.time())) {
            if (get(index).name().equals(deployment.name())) {
                return traced.get(index);
            }
            index++;
        }
        return false;
    }
}
