package io.fawkes.standalone.demo;

import io.fawkes.standalone.demo.PostedFacts.Commit;
import io.fawkes.standalone.demo.PostedFacts.Incident;
import io.fawkes.standalone.demo.PostedFacts.Pull;
import io.fawkes.standalone.demo.PostedFacts.Told;
import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.history.Post;
import io.fawkes.standalone.demo.history.Profile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * DORA's numbers of one service, computed from the posted bodies by the written definitions (docs/architecture/definitions.md)
 * as plainly as possible: whole lists are gone through again and again, and nothing of insights is used.
 */
final class SecondOpinion {

    private enum Kind {
        BASELINE,
        CHANGE,
        CONFIG,
        REDEPLOY,
        ROLLBACK,
        FAILED
    }

    private record Deployment(String sha, Instant time, Kind kind) {}

    private static final Duration CAUSAL = Duration.ofHours(24);
    private static final Duration GAP = Duration.ofMinutes(30);

    private final Profile profile;
    private final History history;
    private final Instant watermark;
    private final PostedFacts facts;
    private final List<Deployment> deployments;
    private final List<Deployment> live;

    SecondOpinion(Profile profile, History history, Collection<Post> posts, Instant watermark) {
        this.profile = profile;
        this.history = history;
        this.watermark = watermark;
        this.facts = new PostedFacts(profile, posts);
        this.deployments = kinds(rollouts());
        this.live = deployments.stream().filter(d -> d.kind() != Kind.FAILED).toList();
    }

    /** The cells of its row, as the table should have printed them. */
    List<String> row() {
        List<Deployment> changes = ofWindow(Kind.CHANGE, Kind.CONFIG);
        List<Double> leads = leadTimes();
        List<Deployment> judged = changes.stream()
                .filter(d -> failed(d) || !watermark.isBefore(d.time().plus(CAUSAL)))
                .toList();
        List<Deployment> failed = judged.stream().filter(this::failed).toList();
        List<Double> recoveries =
                failed.stream().flatMap(d -> recovery(d).stream()).toList();
        return List.of(
                profile.service(),
                String.valueOf(changes.size()),
                String.format(Locale.ROOT, "%.1f", changes.size() * 7 / livedDays()),
                words(leads, 0.5),
                words(leads, 0.9),
                String.valueOf(leads.size()),
                judged.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f %%", 100.0 * failed.size() / judged.size()),
                failed.size() + " of " + judged.size(),
                words(recoveries, 0.5),
                String.valueOf(recoveries.size()));
    }

    private List<Deployment> ofWindow(Kind... kinds) {
        return deployments.stream()
                .filter(d -> List.of(kinds).contains(d.kind()))
                .filter(d -> !d.time().isBefore(history.start()) && d.time().isBefore(history.end()))
                .toList();
    }

    /** From the day of the first success, in the service's zone, to the end of the window, which is no later than now. */
    private double livedDays() {
        ZonedDateTime first =
                live.getFirst().time().atZone(profile.zone()).toLocalDate().atStartOfDay(profile.zone());
        ZonedDateTime end = history.end().atZone(profile.zone());
        long whole = 0;
        while (!first.plusDays(whole + 1).isAfter(end)) {
            whole++;
        }
        Duration rest = Duration.between(first.plusDays(whole), end);
        Duration day = Duration.between(first.plusDays(whole), first.plusDays(whole + 1));
        return whole + (double) rest.toSeconds() / day.toSeconds();
    }

    // Rollouts: reports of one version that overlap or are at most 30 minutes apart are one; a report that begins after
    // the others failed is a retry. The most trusted source says when it ended.

    private List<Told> rollouts() {
        List<Told> told = new ArrayList<>(facts.deployments);
        told.sort(Comparator.comparing(Told::start));
        List<List<Told>> groups = new ArrayList<>();
        for (Told one : told) {
            groups.stream()
                    .filter(group -> belongs(one, group))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Told> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(one);
        }
        return groups.stream()
                .map(group ->
                        group.stream().min(Comparator.comparingInt(Told::trust)).orElseThrow())
                .sorted(Comparator.comparing(Told::end))
                .toList();
    }

    private static boolean belongs(Told one, List<Told> group) {
        Instant end =
                group.stream().map(Told::end).max(Comparator.naturalOrder()).orElseThrow();
        boolean retry =
                group.stream().noneMatch(Told::succeeded) && !one.start().isBefore(end);
        return group.getFirst().sha().equals(one.sha()) && !one.start().isAfter(end.plus(GAP)) && !retry;
    }

    private static List<Deployment> kinds(List<Told> rollouts) {
        List<Deployment> deployments = new ArrayList<>();
        List<String> firstSeen = new ArrayList<>();
        Optional<Told> serving = Optional.empty();
        for (Told rollout : rollouts) {
            Kind kind = rollout.succeeded() ? kind(rollout, serving, firstSeen) : Kind.FAILED;
            deployments.add(new Deployment(rollout.sha(), rollout.end(), kind));
            if (rollout.succeeded()) {
                serving = Optional.of(rollout);
                if (!firstSeen.contains(rollout.sha())) {
                    firstSeen.add(rollout.sha());
                }
            }
        }
        return deployments;
    }

    private static Kind kind(Told rollout, Optional<Told> serving, List<String> firstSeen) {
        if (serving.isEmpty()) {
            return Kind.BASELINE;
        }
        Told before = serving.get();
        if (rollout.sha().equals(before.sha())) {
            return otherConfig(rollout, before) ? Kind.CONFIG : Kind.REDEPLOY;
        }
        return firstSeen.contains(rollout.sha()) && firstSeen.indexOf(rollout.sha()) < firstSeen.indexOf(before.sha())
                ? Kind.ROLLBACK
                : Kind.CHANGE;
    }

    /** One source tells of all rollouts that anything tells the configuration of: it is known of both or of neither. */
    private static boolean otherConfig(Told rollout, Told before) {
        return !rollout.config().equals(before.config());
    }

    // Lead time: every commit that first reached production, from the first commit of its pull request on.

    private List<Double> leadTimes() {
        List<Double> times = new ArrayList<>();
        Set<String> shipped = new HashSet<>();
        for (Deployment deployment : live) {
            Set<String> fresh = ancestors(deployment.sha(), shipped);
            boolean counts = deployment.kind() != Kind.BASELINE
                    && ofWindow(deployment.kind()).contains(deployment);
            for (String sha : fresh) {
                Commit commit = facts.commits.get(sha);
                if (counts && commit != null && !commit.bot() && !joinsOnly(sha, fresh)) {
                    times.add(seconds(begun(sha, commit), deployment.time()));
                }
            }
            shipped.addAll(fresh);
        }
        return times;
    }

    /** A merge commit whose branch is shipped commit by commit adds nothing of its own. */
    private boolean joinsOnly(String sha, Set<String> fresh) {
        return facts.pulls.stream().anyMatch(pull -> pull.mergeSha().equals(sha) && fresh.contains(pull.headSha()));
    }

    private Instant begun(String sha, Commit commit) {
        return facts.pulls.stream()
                .filter(pull -> pull.mergeSha().equals(sha) || branch(pull).contains(sha))
                .flatMap(pull -> branch(pull).stream())
                .map(facts.commits::get)
                .map(Commit::time)
                .min(Comparator.naturalOrder())
                .orElseGet(commit::time);
    }

    private Set<String> branch(Pull pull) {
        return ancestors(pull.headSha(), Set.of(pull.baseSha()));
    }

    /** {@code sha} and all before it, up to what is in {@code stop}. */
    private Set<String> ancestors(String sha, Set<String> stop) {
        Set<String> found = new HashSet<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(sha));
        while (!ahead.isEmpty()) {
            String next = ahead.pop();
            if (!stop.contains(next) && found.add(next)) {
                ahead.addAll(facts.parents.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    // Failures: named by an incident, gone back past, or live when an unnamed incident began within a day.

    private boolean failed(Deployment deployment) {
        return rollback(deployment).isPresent() || !accusing(deployment).isEmpty();
    }

    private List<Incident> accusing(Deployment deployment) {
        return facts.incidents().stream()
                .filter(incident -> incident.cause().isEmpty()
                        ? liveAt(incident.began()).equals(Optional.of(deployment))
                                && incident.began().isBefore(deployment.time().plus(CAUSAL))
                        : deployment.kind() != Kind.CONFIG && deployment.sha().startsWith(incident.cause()))
                .toList();
    }

    private Optional<Deployment> liveAt(Instant moment) {
        return live.stream()
                .filter(d -> d.kind() != Kind.REDEPLOY && !d.time().isAfter(moment))
                .reduce((_, later) -> later);
    }

    /** When production went back past {@code deployment}, it being the first after the version that came back. */
    private Optional<Instant> rollback(Deployment deployment) {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < live.size(); i++) {
            if (live.get(i).kind() == Kind.ROLLBACK
                    && live.get(last.getOrDefault(live.get(i).sha(), 0) + 1).equals(deployment)) {
                return Optional.of(live.get(i).time());
            }
            last.put(live.get(i).sha(), i);
        }
        return Optional.empty();
    }

    /** Seconds from impact to restoration; empty while users are still hurt. */
    private Optional<Double> recovery(Deployment failed) {
        List<Incident> incidents = accusing(failed);
        Optional<Instant> rollback = rollback(failed);
        Instant impact = incidents.stream()
                .map(Incident::began)
                .filter(began -> began.isAfter(failed.time()))
                .filter(began -> rollback.isEmpty() || began.isBefore(rollback.get()))
                .min(Comparator.naturalOrder())
                .orElseGet(failed::time);
        Optional<Instant> resolved =
                incidents.stream().allMatch(incident -> incident.resolved().isPresent())
                        ? incidents.stream()
                                .flatMap(incident -> incident.resolved().stream())
                                .max(Comparator.naturalOrder())
                        : Optional.empty();
        return rollback.or(() -> resolved).map(restored -> Math.max(0, seconds(impact, restored)));
    }

    // Words.

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }

    /** The value at rank p (n - 1) of the sorted samples, interpolated; its two largest units. */
    private static String words(List<Double> samples, double p) {
        if (samples.isEmpty()) {
            return "–";
        }
        List<Double> sorted = samples.stream().sorted().toList();
        double rank = p * (sorted.size() - 1);
        double low = sorted.get((int) rank);
        double high = sorted.get(Math.min((int) rank + 1, sorted.size() - 1));
        long minutes = (long) ((low + (high - low) * (rank - (int) rank)) / 60 + 1e-9);
        if (minutes >= 24 * 60) {
            return minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h";
        }
        return minutes >= 60 ? minutes / 60 + " h " + minutes % 60 + " m" : minutes + " m";
    }
}
