package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.IncidentFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A deployment that takes back or mends what an earlier one brought, and says so: by a revert's title, or by naming the commit, the
 * version or the incident. One that reaches production together with what it mends says nothing against anybody.
 *
 * @param by the deployment that mends
 * @param subject what says so: {@code changes/…} or {@code deployments/…}
 * @param title of that, for people
 * @param mended the earlier deployment
 * @param what it names, for people
 */
record Mend(Deployment by, String subject, String title, Deployment mended, String what) {
    private static final String INCIDENT = "incidents/";

    /** Those of {@code reverts}, and those that {@code intents} name by version or commit, each once. */
    static List<Mend> named(List<Revert> reverts, List<Intent> intents, NamedVersions versions) {
        Map<List<String>, Mend> once = new LinkedHashMap<>();
        Stream.concat(reverts.stream().map(Mend::of), ofVersions(intents, versions))
                .forEach(mend -> once.putIfAbsent(List.of(mend.subject, mend.by.name(), mend.mended.name()), mend));
        return List.copyOf(once.values());
    }

    private static Mend of(Revert revert) {
        return new Mend(
                revert.change().deployment(),
                revert.change().subject(),
                revert.change().title(),
                revert.reverted().deployment(),
                revert.reverted().title());
    }

    private static Stream<Mend> ofVersions(List<Intent> intents, NamedVersions versions) {
        return intents.stream()
                .filter(intent -> !Revert.bringsBack(intent.title()))
                .flatMap(intent -> intent.purpose().fixes().stream()
                        .filter(fix -> !fix.startsWith(INCIDENT))
                        .flatMap(fix -> of(
                                intent,
                                fix,
                                versions.find(fix, intent.deployment().time()))));
    }

    /** What {@code intents} name by an incident, of which {@code accused} tells whose it was. */
    static Stream<Mend> ofIncidents(List<Intent> intents, Map<IncidentFact, Deployment> accused) {
        return intents.stream()
                .flatMap(intent -> intent.purpose().fixes().stream()
                        .filter(fix -> fix.startsWith(INCIDENT))
                        .flatMap(fix -> of(intent, fix, accusedFor(fix, accused))));
    }

    private static Optional<Deployment> accusedFor(String incident, Map<IncidentFact, Deployment> accused) {
        return accused.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(incident))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Stream<Mend> of(Intent intent, String what, Optional<Deployment> mended) {
        return mended
                .filter(earlier -> earlier.time().isBefore(intent.deployment().time()))
                .map(earlier -> new Mend(intent.deployment(), intent.subject(), intent.title(), earlier, what))
                .stream();
    }
}
