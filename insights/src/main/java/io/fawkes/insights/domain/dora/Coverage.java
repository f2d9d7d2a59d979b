package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.timeline.Deployment;
import java.util.List;

/**
 * How much of what happened the answer could use.
 *
 * @param deployments production deployments that ended in the window, with or without success
 * @param deploymentsWithChanges those whose commit or pull request is known
 * @param incidents incidents that began in the window
 * @param incidentsLinked those put down to a deployment
 */
public record Coverage(int deployments, int deploymentsWithChanges, int incidents, int incidentsLinked) {

    static Coverage of(Scope scope) {
        List<Deployment> ended = scope.deployments().filter(Deployment::ended).toList();
        List<IncidentFact> begun = scope.timeline().incidents().stream()
                .filter(incident -> scope.window().contains(incident.start()))
                .toList();
        return new Coverage(
                ended.size(),
                (int) ended.stream().filter(scope.timeline()::hasKnownChanges).count(),
                begun.size(),
                (int) begun.stream().filter(scope.timeline()::isLinked).count());
    }
}
