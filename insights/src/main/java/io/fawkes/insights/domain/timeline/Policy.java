package io.fawkes.insights.domain.timeline;

import java.time.Duration;

/**
 * What the definitions leave to choose.
 *
 * @param causalWindow longest time after a deployment in which an incident is put down to it without being told
 * @param rolloutGap longest time between two reports of one version that are still one rollout
 */
public record Policy(Duration causalWindow, Duration rolloutGap) {
    /** 24 hours and 30 minutes. */
    public static final Policy USUAL = new Policy(Duration.ofHours(24), Duration.ofMinutes(30));

    public Policy {
        if (causalWindow.isNegative() || causalWindow.isZero()) {
            throw new IllegalArgumentException("causalWindow: " + causalWindow + " (expected: more than zero)");
        }
        if (rolloutGap.isNegative()) {
            throw new IllegalArgumentException("rolloutGap: " + rolloutGap + " (expected: zero or more)");
        }
    }

    /** The usual policy with another causal window. */
    public static Policy withCausalWindow(Duration causalWindow) {
        return new Policy(causalWindow, USUAL.rolloutGap());
    }
}
