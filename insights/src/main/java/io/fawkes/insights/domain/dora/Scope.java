package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.Evidence;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What rows are made of: one service over one window.
 *
 * @param weakest weakest evidence that counts
 * @param watermark everything committed until then is in the timeline
 * @param deploymentsOfWindow read once, as every metric goes through them
 */
record Scope(
        Timeline timeline,
        Window window,
        EvidenceLevel weakest,
        Instant watermark,
        List<Deployment> deploymentsOfWindow) {

    Scope(Timeline timeline, Window window, EvidenceLevel weakest, Instant watermark) {
        this(timeline, window, weakest, watermark, List.copyOf(timeline.deployments(window.start(), window.end())));
    }

    /** Deployments of the window, whatever became of them, in the order they happened. */
    Stream<Deployment> deployments() {
        return deploymentsOfWindow.stream();
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
        return evidence.stream().anyMatch(found -> found.level().suffices(weakest));
    }
}
