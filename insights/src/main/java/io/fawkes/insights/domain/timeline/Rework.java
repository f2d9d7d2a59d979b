package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.IncidentFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the deployments that nobody had planned: those that took something back or mended it.
 *
 * <p>A rollback says so itself, a revert names what it mends, and a label, a branch or a person may call it a hotfix. A commit that calls itself a fix is a guess, and only one while
 * an incident was open that is put down to an earlier deployment: elsewhere {@code fix:} is a word for planned work.
 */
final class Rework {
    /** As Conventional Commits and people write it: {@code fix: …}, {@code fix(cart)!: …}, {@code Hotfix: …}. */
    private static final Pattern FIX = Pattern.compile("(?i)(hot)?fix(\\([^)]*\\))?!?:.*");

    private final Map<String, List<Evidence>> evidence = new HashMap<>();
    private final Map<IncidentFact, Deployment> accused;

    Rework(
            List<Deployment> deployments,
            List<Change> changes,
            List<Mend> mends,
            List<Intent> intents,
            Map<IncidentFact, Deployment> accused) {
        this.accused = accused;
        deployments.stream()
                .filter(deployment -> deployment.kind() == Kind.ROLLBACK)
                .forEach(rollback -> add(rollback, Evidence.wentBack(rollback)));
        mends.forEach(mend -> add(mend.by(), Evidence.mends(mend)));
        intents.stream()
                .filter(intent -> intent.purpose().unplanned())
                .forEach(intent -> add(intent.deployment(), Evidence.unplanned(intent)));
        changes.stream().filter(change -> isCalledAFix(change.title())).forEach(this::guess);
    }

    /** Evidence by name of the deployment, strongest first. */
    Map<String, List<Evidence>> evidence() {
        return Evidence.sorted(evidence);
    }

    /** Few titles have a colon so near, and only of those it is asked which word stands before it. */
    private static boolean isCalledAFix(String title) {
        return title.indexOf(':') > 0 && FIX.matcher(title).matches();
    }

    private void guess(Change fix) {
        openDuring(fix.deployment()).ifPresent(incident -> add(fix.deployment(), Evidence.saysItFixes(fix, incident)));
    }

    private Optional<IncidentFact> openDuring(Deployment deployment) {
        return accused.entrySet().stream()
                .filter(entry -> entry.getValue().time().isBefore(deployment.time()))
                .map(Map.Entry::getKey)
                .filter(incident -> incident.start().isBefore(deployment.time()))
                .filter(incident ->
                        incident.resolved() == null || !incident.resolved().isBefore(deployment.start()))
                .min(IncidentFact.OLDEST_FIRST);
    }

    private void add(Deployment deployment, Evidence found) {
        evidence.computeIfAbsent(deployment.name(), _ -> new ArrayList<>()).add(found);
    }
}
