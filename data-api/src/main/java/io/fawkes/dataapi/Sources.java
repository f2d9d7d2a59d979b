package io.fawkes.dataapi;

import io.fawkes.dataapi.argocd.ArgoCdSource;
import io.fawkes.dataapi.cdevents.CdEventsSource;
import io.fawkes.dataapi.devlake.DevLakeSource;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.generic.GenericSource;
import io.fawkes.dataapi.github.GithubSource;
import io.fawkes.dataapi.gitlab.GitlabSource;
import io.fawkes.dataapi.jenkins.JenkinsSource;
import io.fawkes.dataapi.pagerduty.PagerDutySource;
import java.util.List;

/** The sources whose webhooks data-api takes. */
final class Sources {

    /** Short names of all of them: the first part of their paths, and the last of the variables of their secrets. */
    static final List<String> NAMES =
            List.of("argocd", "cdevents", "devlake", "generic", "github", "gitlab", "jenkins", "pagerduty");

    private Sources() {}

    /** All of them, as {@code config} has them. */
    static List<WebhookSource> of(DataApiConfig config) {
        return List.of(
                new ArgoCdSource(config.secrets("argocd")),
                new CdEventsSource(config.secrets("cdevents")),
                new DevLakeSource(config.secrets("devlake")),
                new GenericSource(config.secrets("generic")),
                new GithubSource(config.secrets("github"), config.incidentLabels()),
                new GitlabSource(config.secrets("gitlab")),
                new JenkinsSource(config.secrets("jenkins"), config.jenkinsDeployJobs()),
                new PagerDutySource(config.secrets("pagerduty")));
    }
}
