package io.fawkes.dataapi.argocd;

import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.json.Json;
import java.time.Instant;

/**
 * How far an operation has come, by its phase and, once everything was applied, by the application's health.
 *
 * <p>To apply is not yet to serve: {@code Succeeded} is a success only when healthy. Health ends no sooner than the
 * operation, whatever its own time says.
 *
 * @param key entry of {@code status_changes}: the phase, after success with the health
 * @param change status, and when it came about by Argo CD's clock
 */
record Step(String key, StatusChange change) {

    static Step of(Json body) {
        String phase = body.text("phase");
        return switch (phase) {
            case "Running", "Terminating" -> step(phase, RolloutStatus.IN_PROGRESS, body.time("startedAt"));
            case "Failed", "Error" -> step(phase, RolloutStatus.FAILED, body.time("finishedAt"));
            case "Succeeded" -> applied(body, body.text("health"));
            default -> throw new Json.Malformed("phase", "a phase of Argo CD's operations");
        };
    }

    private static Step applied(Json body, String health) {
        Instant finished = body.time("finishedAt");
        return switch (health) {
            case "Healthy" -> settled(body, health, RolloutStatus.SUCCEEDED, finished);
            case "Degraded" -> settled(body, health, RolloutStatus.FAILED, finished);
            default -> step("Succeeded/" + health, RolloutStatus.IN_PROGRESS, finished);
        };
    }

    /** Health comes and goes, so its time is part of the key: a later spell never replaces the first. */
    private static Step settled(Json body, String health, RolloutStatus status, Instant finished) {
        Instant since =
                body.optionalTime("healthSince").filter(finished::isBefore).orElse(finished);
        return step("Succeeded/" + health + "/" + since, status, since);
    }

    private static Step step(String key, RolloutStatus status, Instant at) {
        return new Step(key, new StatusChange(status, at));
    }

    boolean isApplied() {
        return key.startsWith("Succeeded/") && change.status().isEnd();
    }

    boolean hasEnded() {
        return change.status().isEnd();
    }
}
