package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.timeline.Change;
import io.fawkes.insights.domain.timeline.Deployment;
import java.util.Locale;
import java.util.Optional;

/**
 * What a row is about.
 *
 * @param name {@code deployments/…}, {@code changes/…} or {@code incidents/…}
 * @param revision version or commit; empty for incidents
 * @param title for people
 * @param uri page at the source; empty if none
 * @param deployment deployment that a change came with or that an incident is put down to; empty if there is none
 * @param environment production environment in lower case; empty if an incident is put down to none
 * @param traced of a deployment: whether its commit or pull request is known; of an incident: whether its deployment is
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
