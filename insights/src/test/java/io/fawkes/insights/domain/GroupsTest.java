package io.fawkes.insights.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.DoraAnswers.Comparison;
import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Quartiles;
import io.fawkes.insights.domain.dora.Spread;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.runtime.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Answers for several services together and side by side. */
class GroupsTest {
    private static final Instant NOW = Instant.parse("2026-03-30T00:00:00Z");

    private final List<Fact> told = new ArrayList<>();
    private LiveFacts facts = LiveFacts.following(Flux::never, Policy.USUAL, _ -> {});

    @AfterEach
    void close() {
        facts.close();
    }

    @Test
    void aGroupPoolsTheRowsOfItsServicesAndAveragesNothing() {
        service("a", "red", "tier-1", "UTC");
        service("b", "red", "tier-1", "UTC");
        changes("a", "production", 1, 10);
        changes("b", "production", 10, 1);
        DoraAnswer team = answer(new Group(Group.Kind.TEAM, "red"));

        assertEquals(2, team.services());
        assertEquals(11, team.changeLeadTime().time().n());
        assertEquals(Duration.ofHours(1), team.changeLeadTime().time().p50(), "the mean of the medians would be 5.5 h");
        assertEquals(11, team.deploymentFrequency().n());
    }

    @Test
    void theSpreadShowsWhatPoolingHides() {
        service("a", "red", "", "UTC");
        service("b", "red", "", "UTC");
        service("idle", "red", "", "UTC");
        changes("a", "production", 1, 10);
        changes("b", "production", 10, 1);
        Spread leadTime = answer(Group.ORGANIZATION).spread().stream()
                .filter(spread -> spread.metric() == Metric.CHANGE_LEAD_TIME)
                .findFirst()
                .orElseThrow();

        assertEquals(2, leadTime.services(), "a service without a value is none of the samples");
        assertEquals(
                new Quartiles<>(Duration.ofMinutes(195), Duration.ofMinutes(330), Duration.ofMinutes(465)),
                leadTime.times());
    }

    @Test
    void environmentsAreAnsweredForApart() {
        service("a", "red", "", "UTC");
        changes("a", "live", 1, 2);
        changes("a", "prod", 3, 1);

        assertEquals(3, answer(Group.ORGANIZATION).coverage().deployments());
        assertEquals(
                1, answer(new Group(Group.Kind.ENVIRONMENT, "PROD")).coverage().deployments());
        assertEquals(List.of("environments/live", "environments/prod"), names(compare(Group.Kind.ENVIRONMENT, "", 10)));
    }

    @Test
    void comparisonsAreByNameAndPageWithoutGap() {
        for (String service : List.of("c", "a", "b")) {
            service(service, service.equals("c") ? "" : "team-" + service, "tier-1", "UTC");
        }
        Comparison first = compare(Group.Kind.SERVICE, "", 2);
        Comparison second = compare(Group.Kind.SERVICE, "b", 2);

        assertEquals(List.of("services/a", "services/b"), names(first));
        assertTrue(first.more());
        assertEquals(List.of("services/c"), names(second));
        assertEquals(List.of("teams/team-a", "teams/team-b"), names(compare(Group.Kind.TEAM, "", 10)));
        assertEquals(List.of("tiers/tier-1"), names(compare(Group.Kind.TIER, "", 10)));
    }

    @Test
    void theZoneOfAGroupIsTheOneItsServicesShare() {
        service("a", "red", "", "Europe/Berlin");
        service("b", "red", "", "Europe/Berlin");
        service("c", "blue", "", "America/New_York");

        assertEquals(
                "Europe/Berlin",
                answer(new Group(Group.Kind.TEAM, "red")).zone().getId());
        assertEquals("UTC", answer(Group.ORGANIZATION).zone().getId());
    }

    @Test
    void aTeamThatNobodyIsInIsRefusedAndAnEmptyOrganizationIsNot() {
        begin();
        var nobody = new DoraQuestion(new Group(Group.Kind.TEAM, "nobody"), null, null, Terms.USUAL);

        assertThrows(
                InsightsException.UnknownGroup.class, () -> Await.completed(new DoraAnswers(facts).report(nobody)));
        assertEquals(0, answer(Group.ORGANIZATION).services());
    }

    @Test
    void theRowsOfAGroupAreThoseOfAllItsTeams() {
        service("a", "red", "", "UTC");
        service("b", "", "", "UTC");
        begin();
        DoraReport report = Await.value(new DoraAnswers(facts).report(question(Group.ORGANIZATION)));

        assertEquals(Set.of("teams/red", ""), report.teams());
    }

    private static List<String> names(Comparison comparison) {
        return comparison.answers().stream()
                .map(answer -> answer.inquiry().group().name())
                .toList();
    }

    private DoraAnswer answer(Group group) {
        begin();
        return Await.value(new DoraAnswers(facts).report(question(group))).answer();
    }

    private Comparison compare(Group.Kind kind, String after, int size) {
        begin();
        return Await.value(new DoraAnswers(facts).compare(kind, question(Group.ORGANIZATION), after, size));
    }

    private static DoraQuestion question(Group group) {
        return new DoraQuestion(group, null, null, Terms.USUAL);
    }

    private void begin() {
        facts.close();
        var all = new FeedMessage(true, List.copyOf(told), true, NOW);
        facts = LiveFacts.following(() -> Flux.concat(Flux.just(all), Flux.never()), Policy.USUAL, _ -> {});
        Await.until("ready", facts::isReady);
    }

    private void service(String id, String team, String tier, String zone) {
        told.add(new ServiceFact(
                "services/" + id,
                1,
                team.isEmpty() ? "" : "teams/" + team,
                tier,
                ZoneId.of(zone),
                Set.of(key(id)),
                Set.of()));
    }

    /** A baseline before the window unless there is one, and then changes that each took so many hours. */
    private void changes(String service, String environment, int hours, int count) {
        deployed(service, environment, "base", NOW.minus(Duration.ofDays(60)));
        String before = "base";
        for (int i = 1; i <= count; i++) {
            Instant time = NOW.minus(Duration.ofDays(20)).plus(Duration.ofDays(i));
            String sha = service + environment + i;
            told.add(new CommitFact(
                    "changes/" + sha,
                    1,
                    key(service),
                    sha,
                    List.of(before),
                    time.minus(Duration.ofHours(hours)),
                    false,
                    sha,
                    ""));
            deployed(service, environment, sha, time);
            before = sha;
        }
    }

    private void deployed(String service, String environment, String sha, Instant time) {
        told.add(new DeploymentFact(
                "deployments/" + service + environment + sha,
                1,
                key(service),
                "github",
                environment,
                false,
                sha,
                DeploymentStatus.SUCCEEDED,
                time,
                time,
                ""));
    }

    private static SourceKey key(String service) {
        return new SourceKey("argocd/app-name", service);
    }
}
