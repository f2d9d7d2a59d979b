package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.json.Json;
import java.util.Optional;

/**
 * How far a run of a workflow or a check has come, and how it ended.
 *
 * @param status the build's status
 * @param step its place in the build's life, part of the revision
 */
record RunState(BuildStatus status, int step) {

    private static final int WAITS = 0;
    private static final int RUNS = 1;
    private static final int ENDED = 2;

    static RunState of(Json run) {
        String status = run.text("status");
        return switch (status) {
            case "queued", "requested", "waiting", "pending" -> new RunState(BuildStatus.QUEUED, WAITS);
            case "in_progress" -> new RunState(BuildStatus.RUNNING, RUNS);
            case "completed" ->
                new RunState(
                        conclusion(run.text("conclusion"))
                                .orElseThrow(() ->
                                        new Json.Malformed(run.at("conclusion"), "a conclusion that GitHub documents")),
                        ENDED);
            default -> throw new Json.Malformed(run.at("status"), "a status that GitHub documents");
        };
    }

    /** Neutral and skipped say that nothing is wrong; stale, that GitHub gave up waiting. */
    private static Optional<BuildStatus> conclusion(String conclusion) {
        return switch (conclusion) {
            case "success", "neutral" -> Optional.of(BuildStatus.SUCCEEDED);
            case "failure", "timed_out", "startup_failure" -> Optional.of(BuildStatus.FAILED);
            case "cancelled", "skipped", "stale", "action_required" -> Optional.of(BuildStatus.CANCELLED);
            default -> Optional.empty();
        };
    }

    boolean hasBegun() {
        return step >= RUNS;
    }

    boolean hasEnded() {
        return step == ENDED;
    }
}
