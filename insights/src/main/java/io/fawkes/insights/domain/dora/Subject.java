package io.fawkes.insights.domain.dora;

import static java.util.Objects.requireNonNullElse;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.timeline.Change;
import io.fawkes.insights.domain.timeline.Deployment;
import java.util.Locale;
import java.util.Optional;

/**
 * What a row is about.
 *
 * @param name {@code deployments/…}, {@code changes/…}, {@code incidents/…} or {@code builds/…}
 * @param revision version or commit; empty for incidents
 * @param title for people
 * @param uri page at the source; empty if none
 * @param deployment deployment that a change came with or that an incident is put down to; empty if there is none
 * @param environment production environment in lower case; empty if an incident is put down to none
 * @param traced of a build: whether its commit is known; of a deployment: whether its commit or pull request is known; of an incident: whether its deployment is
 */
public record Subject(
        String name, String revision, String title, String uri, String deployment, String environment, boolean traced) {

    static Subject of(Deployment deployment, boolean traced) {
        return new Subject(
                deployment.name(),
                deployment.revision(),
                titleOf(deployment),
                deployment.uri(),
                "",
                deployment.environment(),
                traced);
    }

    static Subject of(Change change) {
        boolean itself = change.subject().equals(change.deployment().name());
        return new Subject(
                change.subject(),
                change.revision(),
                change.title(),
                change.uri(),
                itself ? "" : change.deployment().name(),
                change.deployment().environment(),
                !itself);
    }

    static Subject of(Change change, PullRequestFact pull) {
        return new Subject(
                pull.name(),
                requireNonNullElse(pull.mergeSha(), change.revision()),
                pull.title(),
                pull.uri(),
                change.deployment().name(),
                change.deployment().environment(),
                true);
    }

    static Subject of(BuildFact build) {
        boolean traced = !build.commitSha().isEmpty();
        return new Subject(build.name(), build.commitSha(), build.pipeline(), build.uri(), "", "", traced);
    }

    static Subject of(IncidentFact incident, Optional<Deployment> accused) {
        return new Subject(
                incident.name(),
                "",
                incident.title(),
                incident.uri(),
                accused.map(Deployment::name).orElse(""),
                accused.map(Deployment::environment).orElse(""),
                accused.isPresent());
    }

    private static String titleOf(Deployment deployment) {
        return deployment.rerelease()
                ? "change, released again"
                : deployment.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
