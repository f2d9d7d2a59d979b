package io.fawkes.insights.domain.dora;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.statistics.Nanos;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.PackedBuilds;
import io.fawkes.insights.domain.timeline.PackedChanges;
import io.fawkes.insights.domain.timeline.PackedDeployments;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What rows are made of: one service over one window, as numbers into the columns of its timeline.
 *
 * @param terms what the asker chose
 * @param watermark everything committed until then is in the timeline
 */
record Scope(Timeline timeline, Window window, Terms terms, Instant watermark) {
    private static final Duration BEARABLE = Duration.ofDays(1);

    /** Weakest evidence that counts: as the asker says, else as the policy does. */
    EvidenceLevel weakest() {
        return requireNonNullElse(terms.weakest(), timeline.policy().weakest());
    }

    /** Whether changes count whoever authored them, as the asker, else the policy, says. */
    boolean anyAuthor() {
        Authors usual = timeline.policy().anyAuthor() ? Authors.ALL : Authors.PEOPLE;
        return requireNonNullElse(terms.authors(), usual) == Authors.ALL;
    }

    PackedDeployments deployments() {
        return timeline.deployments();
    }

    PackedChanges changes() {
        return timeline.changes();
    }

    PackedBuilds builds() {
        return timeline.builds();
    }

    /** Deployments of the window whose dates can be true, whatever became of them, in the order they happened. */
    Range deploymentsOfWindow() {
        return new Range(
                Math.max(deployments().firstFrom(window.start()), deployments().firstDated()),
                Math.min(deployments().firstFrom(window.end()), firstFuture()));
    }

    /** Number of the first deployment that no clock that is off by a bearable amount could tell of already. */
    int firstFuture() {
        return deployments().firstAfter(latest());
    }

    /** Changes of the window's deployments. */
    Range changesOfWindow() {
        return new Range(
                changes().firstFrom(deployments().firstFrom(window.start())),
                changes().firstFrom(deployments().firstFrom(window.end())));
    }

    /** Builds of the window, whatever became of them. */
    Range buildsOfWindow() {
        return new Range(
                builds().firstFrom(window.start()),
                Math.min(builds().firstFrom(window.end()), builds().firstAfter(latest())));
    }

    /** Whether no clock that is off by a bearable amount could say {@code time} already. */
    boolean isFuture(Instant time) {
        return time.isAfter(latest());
    }

    private Instant latest() {
        return watermark.plus(BEARABLE);
    }

    /** The last time at which the silence of a deployment means success; later ones are too young. */
    long lastJudged() {
        return Nanos.of(watermark.minus(timeline.policy().causalWindow()));
    }

    /** Whether the strongest of {@code evidence} is strong enough. */
    boolean suffices(List<Evidence> evidence) {
        return !evidence.isEmpty() && evidence.getFirst().level().suffices(weakest());
    }

    /** Columns about deployments. */
    Entries aboutDeployments() {
        return aboutDeployments(_ -> List.of());
    }

    /** Columns about deployments, of which {@code evidence} tells something. */
    Entries aboutDeployments(IntFunction<List<Evidence>> evidence) {
        return new DeploymentEntries(timeline, evidence);
    }

    /** Numbers from {@code first} up to and without {@code end}, which may be less. */
    record Range(int first, int end) {
        int size() {
            return Math.max(0, end - first);
        }
    }

    private record DeploymentEntries(Timeline timeline, IntFunction<List<Evidence>> found) implements Entries {
        @Override
        public Subject subject(int number) {
            return Subject.of(timeline.deployments().get(number), isTraced(number));
        }

        @Override
        public String environment(int number) {
            return timeline.deployments().environment(number);
        }

        @Override
        public boolean isTraced(int number) {
            return timeline.deployments().isTraced(number);
        }

        @Override
        public List<Evidence> evidence(int number) {
            return found.apply(number);
        }
    }
}
