package io.fawkes.insights.domain.dora;

import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.Governance;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PullRequestFact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Deployment;
import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A service's history, told in tests. Times read {@code dd HH:mm} and are of March 2026, whose 2nd is a Monday. */
final class Story {
    static final SourceKey REPO = new SourceKey(SourceKey.GITHUB_SLUG, "Octocat/Shop");
    static final ServiceId SHOP = new ServiceId("shop");
    static final Window MARCH = new Window(at("01 00:00"), at("31 00:00"));
    private static final Duration ROLLOUT = Duration.ofMinutes(5);

    private final List<Fact> facts = new ArrayList<>();
    private @Nullable ZoneId zone = ZoneId.of("UTC");
    private Governance governance = Governance.NONE;
    private Terms terms = Terms.USUAL;
    private Group group = Group.of(SHOP);
    private Instant watermark = at("31 00:00");
    private Window window = MARCH;

    static Instant at(String time) {
        return Instant.parse("2026-03-%sT%s:00Z".formatted(time.substring(0, 2), time.substring(3)));
    }

    static Duration hours(double hours) {
        return Duration.ofMinutes(Math.round(hours * 60));
    }

    Story in(String zoneId) {
        zone = ZoneId.of(zoneId);
        return this;
    }

    Story withoutZone() {
        zone = null;
        return this;
    }

    Story governed(Governance by) {
        governance = by;
        return this;
    }

    Story seenUntil(String time) {
        watermark = at(time);
        return this;
    }

    Story trusting(EvidenceLevel level) {
        terms = terms.trusting(level);
        return this;
    }

    Story by(Bucket bucket) {
        terms = terms.by(bucket);
        return this;
    }

    Story on(Terms asked) {
        terms = asked;
        return this;
    }

    Story gradedBy(LevelPolicy policy) {
        terms = terms.gradedBy(policy);
        return this;
    }

    Story about(Group asked) {
        group = asked;
        return this;
    }

    Story between(Instant from, Instant to) {
        window = new Window(from, to);
        return this;
    }

    Story deployed(String version, String finish) {
        return deployed(version, at(finish), "production", DeploymentStatus.SUCCEEDED, "github");
    }

    Story failed(String version, String finish) {
        return deployed(version, at(finish), "production", DeploymentStatus.FAILED, "github");
    }

    Story deployed(String version, Instant finish, String environment, DeploymentStatus status, String source) {
        String name = "deployments/%s-%s-%s-%s".formatted(source, environment, version, finish);
        facts.add(new DeploymentFact(
                name, 1, REPO, source, environment, false, version, status, finish.minus(ROLLOUT), finish, ""));
        return this;
    }

    Story commit(String sha, String authored, String... predecessors) {
        return commit(sha, at(authored), false, predecessors);
    }

    Story commit(String sha, @Nullable Instant authored, boolean bot, String... predecessors) {
        facts.add(new CommitFact(
                "changes/" + sha, 1, REPO, sha, List.of(predecessors), authored, bot, "Commit " + sha, ""));
        return this;
    }

    Story pull(String number, @Nullable String head, @Nullable String base, @Nullable String merge) {
        return pull(number, head, base, merge, null, null);
    }

    Story pull(
            String number,
            @Nullable String head,
            @Nullable String base,
            @Nullable String merge,
            @Nullable String opened,
            @Nullable String merged) {
        return tell(new PullRequestFact(
                "changes/" + number,
                1,
                REPO,
                head,
                base,
                merge,
                opened == null ? null : at(opened),
                merged == null ? null : at(merged),
                false,
                "Pull " + number,
                ""));
    }

    Story titled(String title, String sha, String authored, String... predecessors) {
        return tell(
                new CommitFact("changes/" + sha, 1, REPO, sha, List.of(predecessors), at(authored), false, title, ""));
    }

    Story incident(String name, String start, @Nullable String resolved) {
        return incident(name, start, resolved, null);
    }

    Story incident(String name, String start, @Nullable String resolved, @Nullable String causedBy) {
        return tell(new IncidentFact(
                "incidents/" + name,
                1,
                REPO,
                at(start),
                resolved == null ? null : at(resolved),
                false,
                causedBy,
                name,
                ""));
    }

    Story tell(Fact fact) {
        facts.add(fact);
        return this;
    }

    Timeline timeline() {
        FactBook book = new FactBook();
        facts.forEach(book::apply);
        book.apply(new ServiceFact(SHOP.name(), 1, "teams/shop", "tier-1", zone, Set.of(REPO), Set.of(), governance));
        return Timeline.of(book.facts(SHOP).orElseThrow().read(), Policy.USUAL);
    }

    DoraReport report() {
        return DoraReport.of(new Inquiry(group, window, watermark, Policy.USUAL, terms), List.of(timeline()));
    }

    DoraAnswer answer() {
        return report().answer();
    }

    /** Kinds of all deployments, in the order they happened. */
    List<String> kinds() {
        return timeline().deployments().stream().map(Story::kind).toList();
    }

    /** Versions that failed, in the order they were deployed. */
    List<String> failures() {
        return report().rows(Metric.CHANGE_FAIL_RATE).stream()
                .filter(Row::hit)
                .map(row -> row.about().revision())
                .toList();
    }

    private static String kind(Deployment deployment) {
        return deployment.rerelease() ? "RERELEASE" : deployment.kind().name();
    }
}
