package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.IncidentFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is held of the deployments of a service, by the evidence there is.
 *
 * @param evidence what says that a deployment failed
 * @param rework what says that one was unplanned
 * @param remedies when what was wrong with one was taken out of production
 * @param accused the deployment that each incident is put down to, if to any
 */
record Verdicts(
        Found<Evidence> evidence,
        Found<Evidence> rework,
        Found<Instant> remedies,
        Map<IncidentFact, Deployment> accused) {

    /**
     * Verdicts on {@code course}.
     *
     * @param incidents those that count, oldest first
     */
    static Verdicts of(
            Course course, Changes changes, Artifacts artifacts, List<IncidentFact> incidents, Policy policy) {
        List<Deployment> deployments = course.deployments();
        List<Intent> intents =
                Stream.concat(changes.intents().stream(), course.intents()).toList();
        NamedVersions versions = new NamedVersions(deployments, changes.carriers(), course.configurations(), artifacts);
        List<Mend> named = Mend.named(Revert.among(changes.all()), intents, versions);
        Accusations accusations = new Accusations(deployments, versions, incidents, named, policy);
        Map<IncidentFact, Deployment> accused = accusations.accused();
        List<Mend> mends = Stream.concat(named.stream(), Mend.ofIncidents(intents, accused))
                .toList();
        List<String> names = deployments.stream().map(Deployment::name).toList();
        return new Verdicts(
                new Found<>(names, accusations.evidence()),
                new Found<>(names, new Rework(deployments, changes.all(), mends, intents, accused).evidence()),
                new Found<>(names, remedies(deployments, mends)),
                accused);
    }

    /** By the name of the deployment. */
    private static Map<String, List<Instant>> remedies(List<Deployment> deployments, List<Mend> mends) {
        Map<String, List<Instant>> remedies = new HashMap<>();
        for (Retreat retreat : Retreat.among(deployments)) {
            retreat.passed().forEach(passed -> remedied(remedies, passed, retreat.rollback()));
        }
        mends.forEach(mend -> remedied(remedies, mend.mended(), mend.by()));
        return remedies;
    }

    private static void remedied(Map<String, List<Instant>> remedies, Deployment failed, Deployment remedy) {
        remedies.computeIfAbsent(failed.name(), _ -> new ArrayList<>()).add(remedy.time());
    }
}
