package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * {@code deployment_status}: a deployment got a further status. All of {@link DeploymentEvent}, and one entry of
 * {@code status_changes} by the status's id with its {@code state} and {@code created_at}. {@code inactive} says that
 * a later deployment took over, which is no end of this one, and is left aside.
 */
final class DeploymentStatusEvent implements GithubEvent {

    @Override
    public Understanding read(Json body) {
        Json status = body.object("deployment_status");
        String state = status.text("state");
        if (state.equals("inactive")) {
            return Understanding.nothing("deployment_status inactive: superseded, not an end; left aside");
        }
        return rollout(state)
                .map(known -> said(body, status, known))
                .orElseThrow(() -> new Json.Malformed("deployment_status.state", "a state that GitHub documents"));
    }

    private static Understanding said(Json body, Json status, RolloutStatus known) {
        var change = new StatusChange(known, status.time("created_at"));
        String id = String.valueOf(status.number("id"));
        return Understanding.saying(
                List.of(DeploymentEvent.revision(body).with(DeploymentFields.STATUS_CHANGES.at(id), change)));
    }

    private static Optional<RolloutStatus> rollout(String state) {
        return switch (state) {
            case "pending", "queued", "waiting" -> Optional.of(RolloutStatus.PENDING);
            case "in_progress" -> Optional.of(RolloutStatus.IN_PROGRESS);
            case "success" -> Optional.of(RolloutStatus.SUCCEEDED);
            case "failure", "error" -> Optional.of(RolloutStatus.FAILED);
            default -> Optional.empty();
        };
    }
}
