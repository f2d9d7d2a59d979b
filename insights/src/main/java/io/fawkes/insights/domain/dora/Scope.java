package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.statistics.Days;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * What an answer is about.
 *
 * @param weakest weakest evidence that counts as a failure
 * @param watermark everything committed until then is in the timeline
 */
public record Scope(Timeline timeline, Window window, EvidenceLevel weakest, Instant watermark) {

    /** Days and weeks of the service. */
    Days days() {
        return new Days(timeline.service().zone());
    }

    /** Deployments of the window, whatever became of them, in the order they happened. */
    Stream<Deployment> deployments() {
        return timeline.deployments().stream().filter(deployment -> window.contains(deployment.time()));
    }

    /** Whether a change of a new version, or one released again, went live in the window. */
    boolean hasChanges() {
        return deployments().anyMatch(Deployment::isChange);
    }

    /** Whether {@code deployment} is too young for its silence to mean success. */
    boolean isPending(Deployment deployment) {
        return watermark.isBefore(deployment.time().plus(timeline.policy().causalWindow()));
    }

    /** Whether {@code deployment} failed by evidence that suffices. */
    boolean failed(Deployment deployment) {
        return timeline.evidence(deployment).stream()
                .anyMatch(found -> found.level().suffices(weakest));
    }
}
