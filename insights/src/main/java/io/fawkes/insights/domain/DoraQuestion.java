package io.fawkes.insights.domain;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.dora.Bucket;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Inquiry;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.dora.Trend;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.timeline.Policy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question for the DORA metrics of a group of services.
 *
 * @param start first instant of the window; null means 30 days before its end
 * @param end first instant after it; null means the watermark, so that the window moves with it
 * @param asOf what was known then is what it is answered from; null means now
 */
public record DoraQuestion(
        Group group,
        @Nullable Instant start,
        @Nullable Instant end,
        Terms terms,
        @Nullable Instant asOf) {
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(3_660);
    /** Days that a window answered in days may have, so that an answer stays far below a message's limit. */
    private static final Duration LONGEST_BY_DAY = Duration.ofDays(400);

    /** A question about what is known now. */
    public DoraQuestion(Group group, @Nullable Instant start, @Nullable Instant end, Terms terms) {
        this(group, start, end, terms, null);
    }

    /** The question settled as of {@code watermark}. */
    Inquiry inquiry(Instant watermark, Policy policy) {
        return new Inquiry(group, window(watermark), watermark, policy, terms);
    }

    private Window window(Instant watermark) {
        Instant to = requireNonNullElse(end, watermark);
        Instant from = requireNonNullElse(start, to.minus(USUAL));
        if (to.isBefore(from)) {
            throw new InsightsException.WindowInvalid(
                    "%s to %s (expected: an end after the start)".formatted(from, to));
        }
        Duration longest = terms.bucket() == Bucket.DAY ? LONGEST_BY_DAY : LONGEST;
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw new InsightsException.WindowInvalid("%s to %s (expected: at most %d days%s)"
                    .formatted(from, to, longest.toDays(), terms.bucket() == Bucket.DAY ? " by day" : ""));
        }
        return new Window(from, to);
    }

    /** The first instant that the answer looks at, {@code watermark} being now. */
    Instant earliest(Instant watermark) {
        Window window = window(watermark);
        Duration before = terms.trends()
                ? Duration.between(window.start(), window.end()).multipliedBy(Trend.WINDOWS_BEFORE)
                : Duration.ZERO;
        return window.start().minus(before);
    }

    /** The same question about exactly {@code window}. */
    public DoraQuestion about(Window window) {
        return new DoraQuestion(group, window.start(), window.end(), terms, asOf);
    }

    /** The same question about its window as of {@code watermark}. */
    DoraQuestion settled(Instant watermark) {
        return about(window(watermark));
    }

    /** The same question about {@code other}. */
    DoraQuestion about(Group other) {
        return new DoraQuestion(other, start, end, terms, asOf);
    }

    /** The same question, answered from what was known at {@code time}; now if that is null. */
    public DoraQuestion asOf(@Nullable Instant time) {
        return new DoraQuestion(group, start, end, terms, time);
    }

    /** The same question, answered by week as well if it names no bucket. */
    DoraQuestion inParts() {
        return new DoraQuestion(group, start, end, terms.inParts(), asOf);
    }
}
