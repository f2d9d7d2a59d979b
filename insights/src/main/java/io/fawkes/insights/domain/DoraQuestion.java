package io.fawkes.insights.domain;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question for the DORA metrics of a service.
 *
 * @param start first instant of the window; null means 30 days before its end
 * @param end first instant after it; null means the watermark, so that the window moves with it
 * @param weakest weakest evidence that counts as a failure
 */
public record DoraQuestion(
        ServiceId service,
        @Nullable Instant start,
        @Nullable Instant end,
        EvidenceLevel weakest) {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(3_660);

    /** The window as of {@code watermark}. */
    Window window(Instant watermark) {
        Instant to = requireNonNullElse(end, watermark);
        Instant from = requireNonNullElse(start, to.minus(USUAL));
        if (to.isBefore(from)) {
            throw new InsightsException.WindowInvalid(
                    "%s to %s (expected: an end after the start)".formatted(from, to));
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InsightsException.WindowInvalid(
                    "%s to %s (expected: at most %d days)".formatted(from, to, LONGEST.toDays()));
        }
        return new Window(from, to);
    }

    /** The same question about exactly {@code window}. */
    public DoraQuestion about(Window window) {
        return new DoraQuestion(service, window.start(), window.end(), weakest);
    }
}
