package io.fawkes.dataapi.domain.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The reading of a source's past: what was asked, and how far it is. Immutable.
 *
 * @param id last part of its resource name
 * @param source where to read
 * @param scope what to read there
 * @param since only what came about from then on
 * @param until only what came about before then
 * @param state how far it is
 * @param cursor where the next page begins, in the source's own words; empty at the beginning
 * @param progress what was read and committed
 * @param failures pages in a row that could not be read
 * @param waitUntil when it goes on by itself; present only while it waits
 * @param lastError why it waits or failed; empty once a page was read again
 * @param createdAt when it was asked for
 * @param updatedAt when it last changed
 */
public record Backfill(
        String id,
        BackfillSource source,
        String scope,
        Optional<Instant> since,
        Optional<Instant> until,
        BackfillState state,
        String cursor,
        Progress progress,
        int failures,
        Optional<Instant> waitUntil,
        String lastError,
        Instant createdAt,
        Instant updatedAt) {

    /** What its resource names begin with. */
    public static final String COLLECTION = "backfills/";

    private static final int MOST_FAILURES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** One that was just asked for. */
    public static Backfill asked(
            String id,
            BackfillSource source,
            String scope,
            Optional<Instant> since,
            Optional<Instant> until,
            Instant now) {
        return new Backfill(
                id,
                source,
                scope,
                since,
                until,
                BackfillState.PENDING,
                "",
                Progress.NONE,
                0,
                Optional.empty(),
                "",
                now,
                now);
    }

    /** Resource name. */
    public String name() {
        return COLLECTION + id;
    }

    /** Whether it wants what came about at {@code time}. */
    public boolean wants(Instant time) {
        return !precedes(time) && until.map(time::isBefore).orElse(true);
    }

    /** Whether {@code time} lies before everything it wants. */
    public boolean precedes(Instant time) {
        return since.map(time::isBefore).orElse(false);
    }

    /** The same after a page; cancelled meanwhile, it stays so, unless this was the last page. */
    public Backfill after(Progress more, Optional<String> next, Instant now) {
        BackfillState then = next.isEmpty()
                ? BackfillState.SUCCEEDED
                : state == BackfillState.CANCELLED ? state : BackfillState.RUNNING;
        return with(then, next.orElse(cursor), progress.plus(more), 0, Optional.empty(), "", now);
    }

    /** The same after a page that could not be read. */
    public Backfill after(PeerFailure failure, Instant now) {
        if (!state.isOpen()) {
            return this;
        }
        return switch (failure) {
            case PeerFailure.Limited limited -> waiting(limited.until(), failures, limited.text(), now);
            case PeerFailure.Refused refused -> ended(BackfillState.FAILED, refused.text(), now);
            case PeerFailure.Away away ->
                failures + 1 < MOST_FAILURES
                        ? waiting(now.plus(pause()), failures + 1, away.text(), now)
                        : ended(BackfillState.FAILED, away.text(), now);
        };
    }

    /** Twice as long after each failure: from five seconds to five minutes. */
    private Duration pause() {
        return FIRST_PAUSE.multipliedBy(1L << failures);
    }

    /** The same, stopped by somebody. */
    public Backfill cancelled(Instant now) {
        return ended(BackfillState.CANCELLED, lastError, now);
    }

    /** The same, to go on after the last committed page. */
    public Backfill resumed(Instant now) {
        return with(BackfillState.PENDING, cursor, progress, 0, Optional.empty(), lastError, now);
    }

    private Backfill waiting(Instant waitsUntil, int newFailures, String why, Instant now) {
        return with(BackfillState.WAITING, cursor, progress, newFailures, Optional.of(waitsUntil), why, now);
    }

    private Backfill ended(BackfillState end, String why, Instant now) {
        return with(end, cursor, progress, failures, Optional.empty(), why, now);
    }

    private Backfill with(
            BackfillState newState,
            String newCursor,
            Progress newProgress,
            int newFailures,
            Optional<Instant> newWait,
            String newError,
            Instant now) {
        return new Backfill(
                id,
                source,
                scope,
                since,
                until,
                newState,
                newCursor,
                newProgress,
                newFailures,
                newWait,
                newError,
                createdAt,
                now);
    }
}
