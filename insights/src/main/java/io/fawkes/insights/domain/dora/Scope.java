package io.fawkes.insights.domain.dora;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.timeline.Change;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Kind;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What rows are made of: one service over one window.
 *
 * @param terms what the asker chose
 * @param watermark everything committed until then is in the timeline
 * @param deploymentsOfWindow read once, as every metric goes through them; so of changes and builds
 */
record Scope(
        Timeline timeline,
        Window window,
        Terms terms,
        Instant watermark,
        List<Deployment> deploymentsOfWindow,
        List<Change> changesOfWindow,
        List<BuildFact> buildsOfWindow) {
    private static final Duration BEARABLE = Duration.ofDays(1);

    Scope(Timeline timeline, Window window, Terms terms, Instant watermark) {
        this(
                timeline,
                window,
                terms,
                watermark,
                List.copyOf(timeline.deployments(window.start(), window.end())),
                List.copyOf(timeline.changes(window.start(), window.end())),
                List.copyOf(timeline.builds(window.start(), window.end())));
    }

    /** Weakest evidence that counts: as the asker says, else as the policy does. */
    EvidenceLevel weakest() {
        return requireNonNullElse(terms.weakest(), timeline.policy().weakest());
    }

    /** {@code change} as it counts for the authors that the asker, else the policy, says. */
    Change counted(Change change) {
        Authors usual = timeline.policy().anyAuthor() ? Authors.ALL : Authors.PEOPLE;
        return requireNonNullElse(terms.authors(), usual).of(change);
    }

    /** Deployments of the window, whatever became of them, in the order they happened. */
    Stream<Deployment> deployments() {
        return deploymentsOfWindow.stream().filter(deployment -> !isMisdated(deployment));
    }

    /** Changes of the window's deployments, as they count. */
    Stream<Change> changes() {
        return changesOfWindow.stream().map(this::counted);
    }

    /** Builds of the window, whatever became of them. */
    Stream<BuildFact> builds() {
        return buildsOfWindow.stream();
    }

    /** Deployments whose dates cannot be true, of whatever window, so that they are seen. */
    Stream<Row> misdated() {
        return timeline.misdated(latest()).map(deployment -> row(deployment).leftOut(ExclusionReason.CLOCK_SKEW));
    }

    private boolean isMisdated(Deployment deployment) {
        return deployment.kind() == Kind.MISDATED || isFuture(deployment.time());
    }

    /** Whether no clock that is off by a bearable amount could say {@code time} already. */
    boolean isFuture(Instant time) {
        return time.isAfter(latest());
    }

    private Instant latest() {
        return watermark.plus(BEARABLE);
    }

    /** A row about {@code deployment} that is left out as its kind says, if it does. */
    Row row(Deployment deployment) {
        return Row.about(
                Subject.of(deployment, timeline.hasKnownChanges(deployment)),
                deployment.time(),
                deployment.kind().exclusion());
    }

    /** Whether {@code deployment} is too young for its silence to mean success. */
    boolean isPending(Deployment deployment) {
        return watermark.isBefore(deployment.time().plus(timeline.policy().causalWindow()));
    }

    /** Whether {@code deployment} failed by evidence that suffices. */
    boolean failed(Deployment deployment) {
        return suffices(timeline.evidence(deployment));
    }

    /** Whether the strongest of {@code evidence} is strong enough. */
    boolean suffices(List<Evidence> evidence) {
        return evidence.stream().anyMatch(found -> found.level().suffices(weakest()));
    }
}
