package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.SignatureGate;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GitHub as a sender of webhooks: one {@link GithubEvent} per event that says something about delivery. */
public final class GithubSource implements WebhookSource {

    private static final String NAME = "github";

    private final Gate gate;
    private final Map<String, GithubEvent> events;

    /**
     * @param secrets secrets that are valid now, the newest first; with none every delivery is refused
     * @param incidentLabels labels that make an issue an incident, compared without case
     */
    public GithubSource(List<String> secrets, Set<String> incidentLabels) {
        this.gate = SignatureGate.ofBody(NAME, secrets, "x-hub-signature-256", "sha256=");
        this.events = Map.of(
                "ping", _ -> Understanding.nothing("ping: nothing to keep"),
                "check_run", new CheckRunEvent(),
                "deployment", new DeploymentEvent(),
                "deployment_status", new DeploymentStatusEvent(),
                "issues", new IssuesEvent(incidentLabels),
                "pull_request", new PullRequestEvent(),
                "pull_request_review", new PullRequestReviewEvent(),
                "push", new PushEvent(),
                "release", _ -> Understanding.nothing("release: names a version, puts it nowhere; left aside"),
                "workflow_run", new WorkflowRunEvent());
    }

    static FactKey key(String sourceId) {
        return new FactKey(NAME, sourceId);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String event(WebhookRequest request) {
        return request.header("x-github-event").orElse("");
    }

    @Override
    public String deliveryId(WebhookRequest request) {
        return request.header("x-github-delivery").orElse("");
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        GithubEvent event = events.get(event(request));
        return event == null ? unknown(event(request)) : JsonBodies.read(request.body(), event::read);
    }

    private Understanding unknown(String event) {
        String known = String.join(", ", events.keySet().stream().sorted().toList());
        return Understanding.refused(
                Reason.EVENT_UNKNOWN, "x-github-event: " + event + " (expected: one of " + known + ")");
    }
}
