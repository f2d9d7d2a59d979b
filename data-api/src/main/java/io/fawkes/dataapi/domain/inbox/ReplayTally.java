package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.DataApiException.NotReplayable;
import io.fawkes.dataapi.domain.filter.ListQuery.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of many deliveries.
 *
 * @param accepted how many changed facts or said nothing
 * @param duplicate how many said what was known
 * @param rejected how many were read and refused
 * @param skipped how many cannot be replayed
 * @param failures the first of those that were refused or skipped
 * @param next the last delivery that was dealt with, if others follow it
 */
public record ReplayTally(
        long accepted, long duplicate, long rejected, long skipped, List<Failure> failures, Optional<Position> next) {

    /** Nothing was replayed yet. */
    public static final ReplayTally NOTHING = new ReplayTally(0, 0, 0, 0, List.of(), Optional.empty());

    private static final int MOST_FAILURES = 100;

    /**
     * A delivery that still becomes no fact.
     *
     * @param delivery its resource name
     * @param reason as the contract names it
     * @param detail for people
     */
    public record Failure(String delivery, String reason, String detail) {}

    public ReplayTally {
        failures = failures.stream().limit(MOST_FAILURES).toList();
    }

    /** The counts in a line. */
    public String counts() {
        return accepted + " accepted, " + duplicate + " duplicate, " + rejected + " rejected, " + skipped + " skipped";
    }

    /** And that one. */
    ReplayTally and(Replay replay) {
        return switch (replay.outcome()) {
            case ACCEPTED -> new ReplayTally(accepted + 1, duplicate, rejected, skipped, failures, next);
            case DUPLICATE -> new ReplayTally(accepted, duplicate + 1, rejected, skipped, failures, next);
            case REJECTED -> new ReplayTally(accepted, duplicate, rejected + 1, skipped, with(failure(replay)), next);
        };
    }

    private static Failure failure(Replay replay) {
        return new Failure(
                replay.delivery().name(),
                replay.rejection().map(Rejection::reason).map(Enum::name).orElse(""),
                replay.detail());
    }

    /** And one that cannot be replayed. */
    ReplayTally without(NotReplayable obstacle) {
        var failure = new Failure(obstacle.delivery(), obstacle.why().name(), obstacle.text());
        return new ReplayTally(accepted, duplicate, rejected, skipped + 1, with(failure), next);
    }

    private List<Failure> with(Failure failure) {
        return Stream.concat(failures.stream(), Stream.of(failure)).toList();
    }

    /** Up to there; empty if nothing follows. */
    ReplayTally upTo(Optional<Position> last) {
        return new ReplayTally(accepted, duplicate, rejected, skipped, failures, last);
    }
}
