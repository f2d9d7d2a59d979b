package io.fawkes.dataapi.tekton;

import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a run has come, by the last part of the event's type; a run that was cancelled is told as failed, with a reason.
 *
 * @param status the build's status
 * @param created when it was asked for
 * @param start when it began; empty while it waits
 * @param finish when it ended; empty while it runs
 */
record RunState(BuildStatus status, Instant created, Optional<Instant> start, Optional<Instant> finish) {

    static RunState of(String predicate, Json run) {
        Instant created = run.object("metadata").time("creationTimestamp");
        Optional<Json> status = run.optionalObject("status");
        Optional<Instant> start = status.flatMap(said -> said.optionalTime("startTime"));
        return switch (predicate) {
            case "queued", "started" -> new RunState(BuildStatus.QUEUED, created, Optional.empty(), Optional.empty());
            case "running", "unknown" -> new RunState(BuildStatus.RUNNING, created, start, Optional.empty());
            case "successful" -> ended(BuildStatus.SUCCEEDED, created, start, run);
            case "failed" -> ended(isCancelled(run) ? BuildStatus.CANCELLED : BuildStatus.FAILED, created, start, run);
            default -> throw new Json.Malformed("type", "queued, started, running, unknown, successful or failed");
        };
    }

    private static RunState ended(BuildStatus status, Instant created, Optional<Instant> start, Json run) {
        return new RunState(
                status, created, start, Optional.of(run.object("status").time("completionTime")));
    }

    private static boolean isCancelled(Json run) {
        return run.object("status").objects("conditions").stream()
                .filter(condition -> condition.optionalText("type").equals(Optional.of("Succeeded")))
                .flatMap(condition -> condition.optionalText("reason").stream())
                .anyMatch(reason -> reason.toLowerCase(Locale.ROOT).contains("cancelled"));
    }

    /** When it came about. */
    Instant at() {
        return finish.or(() -> start).orElse(created);
    }

    /** Its place in the run's life; part of stored revisions. */
    int step() {
        return switch (status) {
            case QUEUED -> 0;
            case RUNNING -> 1;
            case SUCCEEDED, UNSTABLE, FAILED, CANCELLED -> 2;
        };
    }

    /** Entry of a deployment's status changes. */
    String name() {
        return status.name();
    }

    RolloutStatus rollout() {
        return switch (status) {
            case QUEUED -> RolloutStatus.PENDING;
            case RUNNING -> RolloutStatus.IN_PROGRESS;
            case SUCCEEDED, UNSTABLE -> RolloutStatus.SUCCEEDED;
            case FAILED -> RolloutStatus.FAILED;
            case CANCELLED -> RolloutStatus.CANCELLED;
        };
    }
}
