package io.fawkes.dataapi.jenkins;

import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.json.Json;
import java.util.Arrays;
import java.util.Optional;

/** Phases in which the plugin tells of one build, in the order of its life; the last two carry its result. */
enum Phase {
    QUEUED(0),
    STARTED(1),
    COMPLETED(2),
    FINALIZED(3);

    private final int rank;

    Phase(int rank) {
        this.rank = rank;
    }

    /** Its place in a build's life, from 0; part of stored revisions, so never changed. */
    int rank() {
        return rank;
    }

    /** The phase that {@code build} is in. */
    static Phase of(Json build) {
        String text = build.text("phase");
        return Arrays.stream(values())
                .filter(phase -> phase.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Json.Malformed(build.at("phase"), "QUEUED, STARTED, COMPLETED or FINALIZED"));
    }

    /** Whether the plugin's pipeline step was called without a phase, anywhere within the build. */
    static boolean isNone(Json build) {
        return build.text("phase").equals("NONE");
    }

    /** Where the rollout stands in it; a result in an earlier phase would be that of the build before. */
    RolloutStatus status(Json build) {
        return switch (this) {
            case QUEUED -> RolloutStatus.PENDING;
            case STARTED -> RolloutStatus.IN_PROGRESS;
            case COMPLETED, FINALIZED ->
                result(build.text("status"))
                        .orElseThrow(() -> new Json.Malformed(build.at("status"), "a result of Jenkins' builds"));
        };
    }

    /** Where the build stands in it. */
    BuildStatus buildStatus(Json build) {
        return switch (status(build)) {
            case PENDING -> BuildStatus.QUEUED;
            case IN_PROGRESS -> BuildStatus.RUNNING;
            case SUCCEEDED -> build.text("status").equals("UNSTABLE") ? BuildStatus.UNSTABLE : BuildStatus.SUCCEEDED;
            case FAILED -> BuildStatus.FAILED;
            case CANCELLED -> BuildStatus.CANCELLED;
        };
    }

    /** UNSTABLE went through, with a warning (tests, thresholds); NOT_BUILT was never tried. */
    private static Optional<RolloutStatus> result(String status) {
        return switch (status) {
            case "SUCCESS", "UNSTABLE" -> Optional.of(RolloutStatus.SUCCEEDED);
            case "FAILURE" -> Optional.of(RolloutStatus.FAILED);
            case "ABORTED", "NOT_BUILT" -> Optional.of(RolloutStatus.CANCELLED);
            default -> Optional.empty();
        };
    }
}
