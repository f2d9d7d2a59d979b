package io.fawkes.dataapi.jenkins;

import io.fawkes.dataapi.domain.inbox.CredentialGate;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.json.Json;
import io.fawkes.dataapi.json.JsonBodies;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Jenkins as a sender of webhooks, by its notification plugin. It signs nothing and sets no header, so the secret
 * stands in the path.
 */
public final class JenkinsSource implements WebhookSource {

    static final String NAME = "jenkins";

    private final CredentialGate secrets;
    private final DeployJobs deployJobs;

    /**
     * @param secrets secrets that are valid now; with none every delivery is refused
     * @param deployJobs full names of jobs whose builds are deployments even if no parameter says so
     */
    public JenkinsSource(List<String> secrets, Optional<Pattern> deployJobs) {
        this.secrets = new CredentialGate(NAME, secrets);
        this.deployJobs = new DeployJobs(deployJobs);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Empty: only the body says, and it is not read before it is believed. */
    @Override
    public String event(WebhookRequest request) {
        return "";
    }

    /** Empty: the plugin numbers no delivery; a repeated one changes nothing. */
    @Override
    public String deliveryId(WebhookRequest request) {
        return "";
    }

    @Override
    public Understanding understand(WebhookRequest request) {
        return secrets.refusal(request.credential()).orElseGet(() -> JsonBodies.read(request.body(), this::read));
    }

    private Understanding read(Json body) {
        if (Phase.isNone(body.object("build"))) {
            return Understanding.nothing("phase NONE: a step within a build; left aside");
        }
        Build build = Build.of(body);
        return deployJobs
                .environment(build)
                .map(build::toldAsDeploymentTo)
                .orElseGet(() -> Understanding.nothing(build.jobFullName()
                        + ": no deployment job (neither a parameter FAWKES_ENVIRONMENT or ENVIRONMENT, nor a name that"
                        + " FAWKES_JENKINS_DEPLOY_JOBS matches); left aside"));
    }
}
