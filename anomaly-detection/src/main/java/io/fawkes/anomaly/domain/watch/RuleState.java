package io.fawkes.anomaly.domain.watch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the watching of a rule has come.
 *
 * @param rule id of the rule
 * @param stage how far
 * @param pollTime when it was last polled
 * @param seenTime samples up to this time are judged
 * @param pollError what went wrong at the last poll, in one line; empty if nothing did
 * @param failedPolls polls that have failed since the last that did not
 * @param series how many are known
 * @param learning how many of them are too young to judge
 * @param eventsFrom events that began earlier open nothing; absent before the first poll
 */
public record RuleState(
        String rule,
        Stage stage,
        @Nullable Instant pollTime,
        @Nullable Instant seenTime,
        String pollError,
        int failedPolls,
        int series,
        int learning,
        @Nullable Instant eventsFrom) {

    /** How far the watching of a rule can have come. */
    public enum Stage {
        /** There is no source to poll. */
        NO_SOURCE,
        /** Not polled yet. */
        WAITING,
        /** The past is being read. */
        BACKFILLING,
        /** No series is old enough to judge. */
        LEARNING,
        /** Series are judged. */
        WATCHING,
        /** The last poll failed. */
        FAILING
    }

    /** The state of a rule that was never polled. */
    public static RuleState waiting(String rule) {
        return unpolled(rule, Stage.WAITING);
    }

    /** The state of a rule that nobody can poll. */
    public static RuleState withoutSource(String rule) {
        return unpolled(rule, Stage.NO_SOURCE);
    }

    private static RuleState unpolled(String rule, Stage stage) {
        return new RuleState(rule, stage, null, null, "", 0, 0, 0, null);
    }

    RuleState eventsFrom(Instant time) {
        return new RuleState(rule, stage, pollTime, seenTime, pollError, failedPolls, series, learning, time);
    }

    /** After a poll that was answered; {@code behind} while there is more to read. */
    RuleState polled(Instant now, Instant seen, int known, int young, boolean behind) {
        Stage reached = young < known ? Stage.WATCHING : Stage.LEARNING;
        return new RuleState(rule, behind ? Stage.BACKFILLING : reached, now, seen, "", 0, known, young, eventsFrom);
    }

    /** After a poll that failed. */
    RuleState failed(Instant now, String line) {
        return new RuleState(rule, Stage.FAILING, now, seenTime, line, failedPolls + 1, series, learning, eventsFrom);
    }
}
