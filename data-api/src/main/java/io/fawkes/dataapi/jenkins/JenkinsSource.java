package io.fawkes.dataapi.jenkins;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Gate;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.JsonBodies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Jenkins as a sender of webhooks, by its notification plugin. It signs nothing and sets no header, so the secret
 * stands in the path.
 */
public final class JenkinsSource implements WebhookSource {

    static final String NAME = "jenkins";

    private final Gate gate;
    private final DeployJobs deployJobs;

    /**
     * @param secrets secrets that are valid now; with none every delivery is refused
     * @param deployJobs full names of jobs whose builds are deployments even if no parameter says so
     */
    public JenkinsSource(List<String> secrets, Optional<Pattern> deployJobs) {
        this.gate = new CredentialGate(NAME, secrets);
        this.deployJobs = new DeployJobs(deployJobs);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
        return gate.doubt(request, now);
    }

    @Override
    public Understanding read(WebhookRequest request, Instant receivedAt) {
        return JsonBodies.read(request.body(), deployJobs::told);
    }
}
