package io.fawkes.dataapi.gitlab;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.Json;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitLab as a sender of webhooks: one {@link GitlabEvent} per {@code object_kind} that says something about delivery. It
 * does not sign; it shows the token that its webhook was given.
 */
public final class GitlabSource implements WebhookSource {

    static final String NAME = "gitlab";

    private final Gate gate;
    private final Map<String, GitlabEvent> events = Map.of(
            "deployment", new DeploymentEvent(),
            "merge_request", new MergeRequestEvent(),
            "pipeline", new PipelineEvent(),
            "push", new PushEvent(),
            "tag_push", _ -> Understanding.nothing("tag_push: a tag brings no commit"));

    /** @param secrets tokens that are valid now; with none every delivery is refused */
    public GitlabSource(List<String> secrets) {
        this.gate = new CredentialGate(NAME, secrets, "x-gitlab-token");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String event(WebhookRequest request) {
        return request.header("x-gitlab-event").orElse("");
    }

    /** The idempotency key, which a retry repeats; GitLab before 17.4 has none. */
    @Override
    public String deliveryId(WebhookRequest request) {
        return request.header("idempotency-key").orElse("");
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        return JsonBodies.read(request.body(), this::told);
    }

    /** By the body: a hook of the whole instance has one header for every event. */
    private Understanding told(Json body) {
        String kind = body.text("object_kind");
        GitlabEvent event = events.get(kind);
        return event == null ? unknown(kind) : event.read(body);
    }

    private Understanding unknown(String kind) {
        String known = String.join(", ", events.keySet().stream().sorted().toList());
        return Understanding.refused(
                Reason.EVENT_UNKNOWN, "object_kind: " + kind + " (expected: one of " + known + ")");
    }
}
